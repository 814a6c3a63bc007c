import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/signers.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { startHost } from "./host";

document.documentElement.dataset.platform = /Linux/.test(navigator.userAgent) ? "linux" : "other";
await startHost();
const target = document.getElementById("app");
if (target) mount(App, { target });
