import { useEffect, useState } from "preact/hooks";

/** A value that parts of the page share. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    get: () => current,
    set(value) {
      if (Object.is(current, value)) return;
      current = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The store's value; draws again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [value, setValue] = useState<{ current: T }>({ current: store.get() });
  useEffect(() => {
    const update = () => setValue((before) => (Object.is(before.current, store.get()) ? before : { current: store.get() }));
    update();
    return store.subscribe(update);
  }, [store]);
  return value.current;
}
