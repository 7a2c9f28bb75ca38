// What every page does where JavaScript runs. Without it, everything that is to be read is there all the same.
import { offerComposer } from "./compose.ts";
import { addCopyButtons } from "./copy.ts";
import { followFieldLinks } from "./field-links.ts";
import { filterFields } from "./filter.ts";
import { addOpenAll } from "./open-all.ts";
import { markOutline } from "./outline.ts";
import { offerSearch } from "./search.ts";
import { switchTheme } from "./theme.ts";

switchTheme();
addCopyButtons(document.body);
filterFields();
addOpenAll();
followFieldLinks();
markOutline();
offerSearch();
offerComposer();
