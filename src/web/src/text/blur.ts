import { Source } from '../live/source.js';

const storageKey = 'civilline.blur';

/** Whether hard words are blurred: the person's choice on this screen, else the centre's default. */
class BlurChoice extends Source {
  #chosen: boolean | null = read();
  #default = true;

  get on(): boolean {
    return this.#chosen ?? this.#default;
  }

  set byDefault(value: boolean) {
    if (this.#default === value) return;
    this.#default = value;
    this.changed();
  }

  toggle(): void {
    this.#chosen = !this.on;
    try {
      localStorage.setItem(storageKey, String(this.#chosen));
    } catch {
      // A browser that keeps nothing still obeys until the page is left.
    }
    this.changed();
  }
}

function read(): boolean | null {
  try {
    const kept = localStorage.getItem(storageKey);
    return kept === null ? null : kept === 'true';
  } catch {
    return null;
  }
}

export const blur = new BlurChoice();
