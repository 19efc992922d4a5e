import { useTitle } from "../shell/title";

/** The form that starts a run. */
export function StartPage() {
  useTitle("Start a run");
  return <h1>Start a run</h1>;
}
