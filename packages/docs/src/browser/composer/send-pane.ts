import type { ComposerServer } from "@repo/settings";
import type { RequestForm, SampleRequest } from "../../model/site.ts";
import { credentialValues } from "../../samples/credentials.ts";
import { element, freshId } from "../element.ts";
import type { Highlight } from "./main.ts";
import { sendRequest } from "./send-request.ts";

/** The longest response that is shown as a whole, in characters. */
const MAX_LENGTH = 200_000;

/**
 * A form that sends the request to one of the servers and shows the response. What the reader types is kept only in the
 * inputs, and only the request to the given address contains it.
 */
export function sendPane(
  form: RequestForm,
  servers: readonly ComposerServer[],
  request: () => SampleRequest,
  highlight: Highlight,
): HTMLElement {
  const { security } = form.operation;
  const inputs = security.flatMap((scheme) =>
    credentialValues(scheme).map(({ title, option }) => {
      const text = security.length > 1 ? `${title} of ${scheme.name}` : title;
      const isSecret = scheme.kind !== "basic" || option !== scheme.username.option;
      return { option, ...labelled(text, { type: isSecret ? "password" : "text" }) };
    }),
  );
  const options = servers.map(({ title }, index) => new Option(title, String(index)));
  const choice = element("select", { autocomplete: "off", id: freshId() }, ...options);
  const server = element(
    "div",
    { className: "composer-field" },
    element("label", { className: "composer-label", htmlFor: choice.id, textContent: "Server" }),
    choice,
  );
  const chosen = () => servers[Number(choice.value)];
  const address = labelled("Address", { type: "url", required: true });
  const fill = element("button", {
    type: "button",
    className: "composer-button",
    textContent: "Use the server’s credentials",
  });
  fill.addEventListener("click", () => {
    for (const { option, input } of inputs) input.value = chosen()?.credentials?.[option] ?? "";
  });
  const choose = () => {
    address.input.value = chosen()?.url ?? "";
    fill.hidden = !inputs.some(({ option }) => chosen()?.credentials?.[option] !== undefined);
    // What was typed for one server is not for another.
    for (const { input } of inputs) input.value = "";
  };
  choice.addEventListener("change", choose);
  choose();
  const send = element("button", { type: "submit", className: "composer-button composer-send", textContent: "Send" });
  const status = element("p", { className: "composer-outcome", role: "status" });
  const answer = element("div", { className: "composer-answer" }, status);

  const pane = element(
    "form",
    { className: "composer-form", noValidate: true, autocomplete: "off" },
    element("h3", { textContent: "Send it" }),
    server,
    address.label,
    ...inputs.map(({ label }) => label),
    fill,
    element("p", {
      className: "composer-hint",
      textContent: "What you type here is not stored, and is sent only to this address.",
    }),
    send,
    answer,
  );
  pane.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.ariaDisabled === "true") return;
    send.ariaDisabled = "true";
    answer.replaceChildren(status);
    status.className = "composer-outcome";
    status.textContent = "Sending …";
    const typed = (option: string) => inputs.find((each) => each.option === option)?.input.value ?? "";
    const outcome = await sendRequest(form, request(), address.input.value, typed);
    send.ariaDisabled = null;
    const isGood = "status" in outcome && outcome.ok;
    status.classList.add(isGood ? "composer-good" : "composer-bad");
    status.textContent = "failure" in outcome ? outcome.failure : `${outcome.status} in ${outcome.milliseconds} ms`;
    status.scrollIntoView({ block: "nearest" });
    if ("failure" in outcome || outcome.text === "") return;
    const code = element("code", {}, readable(outcome.text, highlight));
    answer.append(element("pre", { tabIndex: 0, role: "region", ariaLabel: "The answer" }, code));
  });
  return pane;
}

function readable(text: string, highlight: Highlight): Node | string {
  if (text.length > MAX_LENGTH) {
    return `${text.slice(0, MAX_LENGTH)}\n… and ${text.length - MAX_LENGTH} characters more`;
  }
  try {
    return highlight("json", JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    return text;
  }
}

function labelled(text: string, properties: Partial<HTMLInputElement>) {
  const input = element("input", { autocomplete: "off", spellcheck: false, id: freshId(), ...properties });
  const name = element("label", { className: "composer-label", htmlFor: input.id, textContent: text });
  return { input, label: element("div", { className: "composer-field" }, name, input) };
}
