import { createStore, useStore } from "./store";

const message = createStore("");

/** Says something to those who do not see the page; what they are doing is not interrupted. */
export function announce(text: string): void {
  // The same text again would not be read out, so it gets another ending.
  message.set(text === message.get() ? `${text}\u00a0` : text);
}

/** Where announcements are made. */
export function Announcements() {
  return (
    <p class="unseen" aria-live="polite" data-announcements>
      {useStore(message)}
    </p>
  );
}
