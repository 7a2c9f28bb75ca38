// Runs in the head of every page, so that the first paint has the right theme and language, and nothing moves after it.
import { saved } from "./saved.ts";
import { savedTheme } from "./theme.ts";

document.documentElement.classList.add("js");
const theme = savedTheme();
if (theme) document.documentElement.dataset["theme"] = theme;
const language = saved("language");
if (language) document.documentElement.dataset["language"] = language;
