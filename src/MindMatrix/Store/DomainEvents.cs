namespace MindMatrix.Store;

/// <summary>A fact that a slice states and a later slice acts upon.</summary>
internal interface IDomainEvent;

/// <summary>
/// Acts upon a fact inside the transaction that made it, so that both are committed or neither is.
/// Arrows between slices point one way: the slice that states the fact does not know who listens.
/// </summary>
internal interface IHandle<in TEvent> where TEvent : IDomainEvent
{
    Task HandleAsync(TEvent happened, UnitOfWork unit, CancellationToken cancellationToken);
}
