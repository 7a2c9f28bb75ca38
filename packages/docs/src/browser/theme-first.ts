// Stands in the head of every page, so that neither the theme nor what needs JavaScript moves anything after the first paint.
import { savedTheme } from "./saved-theme.ts";

document.documentElement.classList.add("js");
const theme = savedTheme();
if (theme) document.documentElement.dataset["theme"] = theme;
