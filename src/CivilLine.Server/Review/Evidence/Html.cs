using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CivilLine.Review.Evidence;

/// <summary>Markup in which every value that is put in was escaped: there is no way to put text in as it is.</summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    public static readonly Html Empty = new("");

    /// <summary>Markup of the program's own; the analyzer would not let a value through, since it must be a constant.</summary>
    public static Html Constant([ConstantExpected] string markup) => new(markup);

    public static Html Of(Handler markup) => new(markup.Text);

    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> one) => new(string.Concat(items.Select(item => one(item)._markup)));

    public override string ToString() => _markup;

    [InterpolatedStringHandler]
    internal readonly struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

        public string Text => _text.ToString();

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(Html markup) => _text.Append(markup._markup);

        public void AppendFormatted<T>(T value) =>
            _text.Append(Encoder.Encode(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
    }
}
