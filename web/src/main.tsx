// First, so that the pages' own styles come after and win.
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/layout.css";
import { render } from "preact";
import { App } from "./app";
import { followLinks } from "./shell/location";

followLinks();
const page = document.getElementById("page");
if (page) render(<App />, page);
