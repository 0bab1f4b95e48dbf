using System.Diagnostics.CodeAnalysis;

namespace CivilLine.Sources.Mapping;

/// <summary>Remembers at least the last <paramref name="most"/> keys that were asked for, and at most twice as many.</summary>
internal sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public int Count => _young.Count + _old.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_young.TryGetValue(key, out value))
            return true;
        if (!_old.Remove(key, out value))
            return false;
        Set(key, value);
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        if (_young.Count >= most && !_young.ContainsKey(key))
            (_old, _young) = (_young, []);
        _old.Remove(key);
        _young[key] = value;
    }

    public void Forget(TKey key)
    {
        _young.Remove(key);
        _old.Remove(key);
    }
}
