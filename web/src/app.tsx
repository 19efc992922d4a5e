import { useEffect, useState } from "preact/hooks";
import { getInfo, type Info } from "./api";

export function App() {
  const [info, setInfo] = useState<Info>();
  useEffect(() => void getInfo().then(setInfo), []);
  return (
    <main>
      <h1>Basin</h1>
      {info && <p>Version {info.version}, runs in {info.root}</p>}
    </main>
  );
}
