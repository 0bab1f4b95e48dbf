using System.Buffers.Binary;
using System.Text;

namespace CivilLine.Core.Tests.Scoring.SecondStage;

/// <summary>
/// Writes a real ONNX file: the logits are the sum of a row of weights for each piece. Small enough to be made anew by
/// each test that needs one.
/// </summary>
internal static class TinyOnnx
{
    private const int Float = 1;
    private const int Int64 = 7;

    /// <param name="rows">A row of logits for each piece of the vocabulary.</param>
    /// <param name="inputs">The first holds the pieces; the others are asked for and do not matter.</param>
    public static byte[] Classifier(float[][] rows, string[] inputs, string output = "logits", int type = Int64)
    {
        var labels = rows[0].Length;
        var table = Message(
            Number(1, rows.Length), Number(1, labels), Number(2, Float), Text(8, "table"), Bytes(9, Floats([.. rows.SelectMany(row => row)])));
        var axis = Message(Number(1, 1), Number(2, Int64), Text(8, "axis"), Bytes(9, [1, 0, 0, 0, 0, 0, 0, 0]));
        var graph = Message(
        [
            Bytes(1, Node("Gather", ["table", inputs[0]], "rows")),
            Bytes(1, Node("ReduceSum", ["rows", "axis"], output, Bytes(5, Message(Text(1, "keepdims"), Number(3, 0), Number(20, 2))))),
            Text(2, "tiny"),
            Bytes(5, table),
            Bytes(5, axis),
            .. inputs.Select(name => Bytes(11, Value(name, type, "n"))),
            Bytes(12, Value(output, Float, labels)),
        ]);
        return Message(Number(1, 8), Bytes(7, graph), Bytes(8, Message(Text(1, ""), Number(2, 17))));
    }

    private static byte[] Node(string kind, string[] inputs, string output, params byte[][] attributes) =>
        Message([.. inputs.Select(input => Text(1, input)), Text(2, output), Text(4, kind), .. attributes]);

    private static byte[] Value(string name, int type, object length) => Message(
        Text(1, name),
        Bytes(2, Message(Bytes(1, Message(
            Number(1, type),
            Bytes(2, Message(
                Bytes(1, Message(Number(1, 1))),
                Bytes(1, Message(length is int known ? Number(1, known) : Text(2, (string)length))))))))));

    private static byte[] Floats(float[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * 4), values[i]);
        return bytes;
    }

    private static byte[] Message(params byte[][] fields) => [.. fields.SelectMany(field => field)];

    private static byte[] Number(int field, long value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Bytes(int field, byte[] value) => [.. Varint((field << 3) | 2), .. Varint(value.Length), .. value];

    private static IEnumerable<byte> Varint(long value)
    {
        for (; value > 127; value >>= 7)
            yield return (byte)(value | 128);
        yield return (byte)value;
    }
}
