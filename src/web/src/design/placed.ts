import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

/** Puts an element at a share of its parent's width. Through the object model: the content policy forbids style attributes. */
class Placed extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('placed() stands on an element');
  }

  override render(_share: number): unknown {
    return noChange;
  }

  override update(part: ElementPart, [share]: [number]): unknown {
    (part.element as HTMLElement).style.left = `${share * 100}%`;
    return noChange;
  }
}

export const placed = directive(Placed);

/** The room that rows which are not drawn take up in a grid, and its columns; through the object model, as above. */
class Spaced extends Directive {
  override render(_columns: number, _above: number, _whole: number): unknown {
    return noChange;
  }

  override update(part: ElementPart, [columns, above, whole]: [number, number, number]): unknown {
    const style = (part.element as HTMLElement).style;
    style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    style.paddingTop = `${above}px`;
    style.height = `${whole}px`;
    return noChange;
  }
}

export const spaced = directive(Spaced);
