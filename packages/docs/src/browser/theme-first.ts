// Runs in the head of every page, so that the first paint has the right theme and nothing moves after it.
import { savedTheme } from "./theme.ts";

document.documentElement.classList.add("js");
const theme = savedTheme();
if (theme) document.documentElement.dataset["theme"] = theme;
