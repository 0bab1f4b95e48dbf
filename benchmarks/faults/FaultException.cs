namespace CivilLine.Faults;

/// <summary>A promise was broken.</summary>
internal sealed class FaultException(string message) : Exception(message);
