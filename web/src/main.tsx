import { render } from "preact";
import { App } from "./app";
import { followLinks } from "./shell/location";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/layout.css";

followLinks();
const page = document.getElementById("page");
if (page) render(<App />, page);
