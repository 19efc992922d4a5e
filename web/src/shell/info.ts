import { useEffect } from "preact/hooks";
import { getInfo, type Info } from "../api";
import { createStore, useStore } from "./store";

const store = createStore<Info | undefined>(undefined);
let asked = false;

/** What the server is; undefined until it has answered. It is asked once. */
export function useInfo(): Info | undefined {
  useEffect(() => {
    if (asked) return;
    asked = true;
    getInfo().then(store.set, () => (asked = false));
  }, []);
  return useStore(store);
}
