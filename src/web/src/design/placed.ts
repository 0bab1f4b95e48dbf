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
