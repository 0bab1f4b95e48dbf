using System.Diagnostics.CodeAnalysis;

namespace CivilLine.Sources;

/// <summary>A dictionary that forgets what was used longest ago, so that a source that never ends its calls fills no memory.</summary>
internal sealed class Recent<TKey, TValue>(int most) where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _entries = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _byUse = new();

    public int Count => _entries.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_entries.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        if (_entries.TryGetValue(key, out var known))
            _byUse.Remove(known);
        else if (_entries.Count >= most)
        {
            _entries.Remove(_byUse.Last!.Value.Key);
            _byUse.RemoveLast();
        }
        _entries[key] = _byUse.AddFirst((key, value));
    }

    public void Forget(TKey key)
    {
        if (_entries.Remove(key, out var node))
            _byUse.Remove(node);
    }
}
