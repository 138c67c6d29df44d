// What every page can do. Each part works on the document and on fragments that arrive later.
import { askBeforeSending, sendOnce } from "./forms.js";
import { closeMenus, openContents } from "./menus.js";
import { countWords } from "./words.js";
import { forgetDraftsAtLogOut } from "./drafts.js";
import { checkFiles } from "./files.js";
import { chooseTheme } from "./theme.js";
import { keepDrafts } from "./autosave.js";
import { reportFailures } from "./requests.js";
import { showCurrentTab } from "./tabs.js";
import { showErrors } from "./errors.js";
import { offerToolbars } from "./toolbars.js";

export { setCounter } from "./counters.js";
export { toast } from "./toasts.js";

const onEveryFragment = [countWords, keepDrafts, offerToolbars, openContents, showCurrentTab, showErrors];

askBeforeSending(document);
sendOnce(document);
closeMenus(document);
checkFiles(document);
chooseTheme(document);
forgetDraftsAtLogOut(document);
reportFailures(document);
for (const part of onEveryFragment) part(document);

document.addEventListener("htmx:load", (event) => {
  for (const part of onEveryFragment) part(event.detail.elt);
});
