export interface KeyActions {
  previous(): void;
  next(): void;
  first(): void;
  last(): void;
  option(letter: string): void;
  mark(): void;
  map(): void;
  help(): void;
}

/**
 * One key for what is done a hundred times. In a text only the keys that no text needs work (Ctrl with the arrows), and nothing works
 * while an input method composes.
 */
export function keyPressed(event: KeyboardEvent, actions: KeyActions): void {
  const target = event.target as HTMLElement;
  const typing = target.matches('textarea, input:not([type=radio]):not([type=checkbox])');
  if (event.isComposing || event.altKey || event.metaKey || (typing && !event.ctrlKey) || target.closest('dialog')) {
    return;
  }
  const act = event.ctrlKey ? withControl(event.key, actions) : plain(event.key, actions);
  if (act) {
    event.preventDefault();
    act();
  }
}

function withControl(key: string, actions: KeyActions): (() => void) | null {
  return key === 'ArrowLeft' ? actions.previous : key === 'ArrowRight' ? actions.next : null;
}

function plain(key: string, actions: KeyActions): (() => void) | null {
  switch (key) {
    case 'ArrowLeft':
    case 'PageUp':
      return actions.previous;
    case 'ArrowRight':
    case 'PageDown':
      return actions.next;
    case 'Home':
      return actions.first;
    case 'End':
      return actions.last;
    case 'm':
    case 'M':
      return actions.mark;
    case 'g':
    case 'G':
      return actions.map;
    case '?':
      return actions.help;
    default:
      return /^[a-hA-H]$/.test(key) ? () => actions.option(key.toUpperCase()) : null;
  }
}
