import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/signers.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { startHost } from "./host";
import { setLanguage, toWindowLanguage } from "./i18n";

document.documentElement.dataset.platform = /Linux/.test(navigator.userAgent) ? "linux" : "other";
// Until the settings are read; and if they cannot be, the error is told in a language the person reads.
setLanguage(toWindowLanguage(navigator.languages));
startHost();
const target = document.getElementById("app");
if (target) mount(App, { target });
