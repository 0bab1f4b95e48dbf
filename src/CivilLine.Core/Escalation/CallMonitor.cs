namespace CivilLine.Escalation;

public sealed class CallMonitor;
