using CivilLine.Notify;
using CivilLine.Privacy;
using CivilLine.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CivilLine.Store;

/// <summary>
/// The schema, and every read. Calls are written by <see cref="StoreWriter"/> alone, past this context.
/// Enums are stored as their integers; times as UTC milliseconds since 1970, so that they sort.
/// </summary>
internal sealed class MonitorDbContext(DbContextOptions<MonitorDbContext> options) : DbContext(options)
{
    public DbSet<CallRow> Calls => Set<CallRow>();
    public DbSet<FragmentRow> Fragments => Set<FragmentRow>();
    public DbSet<AlertRow> Alerts => Set<AlertRow>();
    public DbSet<AlertChangeRow> AlertChanges => Set<AlertChangeRow>();
    public DbSet<LadderMoveRow> LadderMoves => Set<LadderMoveRow>();
    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();
    public DbSet<CallActRow> CallActs => Set<CallActRow>();
    public DbSet<PolicyChangeRow> PolicyChanges => Set<PolicyChangeRow>();
    public DbSet<SourceDayRow> SourceDays => Set<SourceDayRow>();
    public DbSet<ErasedCallRow> ErasedCalls => Set<ErasedCallRow>();
    public DbSet<MarksRow> Marks => Set<MarksRow>();
    public DbSet<LegalHoldRow> LegalHolds => Set<LegalHoldRow>();
    public DbSet<RetentionRunRow> RetentionRuns => Set<RetentionRunRow>();
    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();
    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CallRow>(Call);
        modelBuilder.Entity<FragmentRow>(Fragment);
        modelBuilder.Entity<AlertRow>(Alert);
        modelBuilder.Entity<AlertChangeRow>(AlertChange);
        modelBuilder.Entity<LadderMoveRow>(LadderMove);
        modelBuilder.Entity<IncidentRow>(Incident);
        modelBuilder.Entity<CallActRow>(CallAct);
        modelBuilder.Entity<DeliveryRow>(Delivery);
        modelBuilder.Entity<LegalHoldRow>(LegalHold);
        modelBuilder.Entity<ErasedCallRow>().HasIndex(row => row.IdHash).IsUnique();
        modelBuilder.Entity<MarksRow>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<PolicyChangeRow>().HasIndex(row => new { row.At, row.Version }).IsUnique();
        modelBuilder.Entity<SourceDayRow>().HasKey(row => new { row.Owner, row.Day });
        modelBuilder.Entity<ApiKey>().HasIndex(key => key.Hash).IsUnique();
        modelBuilder.Entity<Person>().HasIndex(person => person.Subject).IsUnique();
        modelBuilder.Entity<SignInLink>().HasKey(link => link.TokenHash);
    }

    // Keys are given by SQLite's rowid or by the writer; EF inserts none of these rows, and without
    // "value generated" it asks for no AUTOINCREMENT, which would cost a second table's update a row.
    private static void Call(EntityTypeBuilder<CallRow> call)
    {
        call.HasKey(row => row.Key);
        call.Property(row => row.Key).ValueGeneratedNever();
        call.HasIndex(row => row.CallId).IsUnique();
        call.HasIndex(row => new { row.EndedAt, row.LastHeardAt });
        call.HasIndex(row => row.StartedAt);
        call.HasIndex(row => new { row.Caller, row.StartedAt });
        call.HasIndex(row => row.BreakAskedAt);
    }

    private static void Fragment(EntityTypeBuilder<FragmentRow> fragment)
    {
        fragment.Property(row => row.Id).ValueGeneratedNever();
        fragment.HasIndex(row => new { row.CallKey, row.UtteranceId, row.Revision }).IsUnique();
        fragment.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallKey);
    }

    private static void Alert(EntityTypeBuilder<AlertRow> alert)
    {
        alert.HasIndex(row => row.Version).IsUnique();
        alert.HasIndex(row => row.CallKey);
        alert.HasIndex(row => new { row.Detection, row.RaisedAt });
        alert.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallKey);
    }

    private static void AlertChange(EntityTypeBuilder<AlertChangeRow> change)
    {
        change.HasKey(row => row.Version);
        change.Property(row => row.Version).ValueGeneratedNever();
        change.HasIndex(row => row.CallKey);
        change.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallKey);
    }

    private static void LadderMove(EntityTypeBuilder<LadderMoveRow> move)
    {
        move.Property(row => row.Id).ValueGeneratedNever();
        move.HasIndex(row => row.CallKey);
        move.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallKey);
    }

    private static void Incident(EntityTypeBuilder<IncidentRow> incident)
    {
        incident.HasIndex(row => row.Version).IsUnique();
        incident.HasIndex(row => row.CallKey).IsUnique();
        incident.HasIndex(row => row.DueAt);
        incident.HasIndex(row => new { row.Stands, row.Work, row.LastAt });
        incident.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallKey);
    }

    private static void CallAct(EntityTypeBuilder<CallActRow> act)
    {
        act.Property(row => row.Id).ValueGeneratedNever();
        act.HasIndex(row => row.CallKey);
        act.HasIndex(row => row.At);
        act.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallKey);
    }

    private static void LegalHold(EntityTypeBuilder<LegalHoldRow> hold)
    {
        hold.HasKey(row => row.CallKey);
        hold.Property(row => row.CallKey).ValueGeneratedNever();
        hold.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallKey).OnDelete(DeleteBehavior.Restrict);
    }

    private static void Delivery(EntityTypeBuilder<DeliveryRow> delivery)
    {
        delivery.HasIndex(row => row.CallId);
        delivery.HasIndex(row => new { row.WebhookId, row.State, row.NextAt });
        delivery.HasOne<WebhookRow>().WithMany().HasForeignKey(row => row.WebhookId).OnDelete(DeleteBehavior.Cascade);
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));
}
