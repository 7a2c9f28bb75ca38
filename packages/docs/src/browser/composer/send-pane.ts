import type { RequestForm, SampleRequest } from "../../model/site.ts";
import { element, freshId } from "../element.ts";
import type { Highlight } from "./open-composer.ts";
import { type Outcome, sendRequest } from "./send-request.ts";

/** Where the sandbox listens, and its credentials, unless they are told others. */
const sandbox = { address: "http://127.0.0.1:4010/v1", user: "sandbox-key", password: "sandbox-secret" };

/** The longest answer that is shown whole, in characters. */
const longestAnswer = 200_000;

/**
 * The form that sends the request to an API on this machine, and shows the answer. What is typed there stays in its
 * inputs: nothing stores it, and nothing but the request to the address beside it takes it along.
 */
export function sendPane(form: RequestForm, request: () => SampleRequest, highlight: Highlight): HTMLElement {
  const { kind } = form.operation.security;
  const address = labelled("Address", { type: "url", value: sandbox.address, required: true });
  const user = labelled("User name", { type: "text", placeholder: sandbox.user });
  const password = labelled("Password", { type: "password", placeholder: sandbox.password });
  const token = labelled("Token", { type: "password" });
  const fill = element("button", {
    type: "button",
    className: "composer-button",
    textContent: "Use the sandbox’s credentials",
  });
  fill.addEventListener("click", () => {
    user.input.value = sandbox.user;
    password.input.value = sandbox.password;
  });
  const send = element("button", { type: "submit", className: "composer-button composer-send", textContent: "Send" });
  const answer = element("div", { className: "composer-answer" });
  const status = element("p", { className: "composer-outcome" });
  status.setAttribute("role", "status");
  answer.append(status);

  const pane = element(
    "form",
    { className: "composer-form", noValidate: true, autocomplete: "off" },
    element("h3", { textContent: "Send it to a sandbox on this machine" }),
    address.label,
    ...(kind === "basic" ? [user.label, password.label, fill] : []),
    kind === "bearer" || kind === "apiKey" ? token.label : undefined,
    element("p", {
      className: "composer-hint",
      textContent: "What you type here is kept nowhere, and sent to this address alone.",
    }),
    send,
    answer,
  );
  pane.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    send.setAttribute("aria-disabled", "true");
    answer.replaceChildren(status);
    status.className = "composer-outcome";
    status.textContent = "Sending …";
    const credentials = { user: user.input.value, password: password.input.value, token: token.input.value };
    const outcome = await sendRequest(form, request(), address.input.value, credentials);
    send.removeAttribute("aria-disabled");
    showOutcome(outcome, { answer, status }, highlight);
  });
  return pane;
}

function showOutcome(
  outcome: Outcome,
  { answer, status }: { answer: HTMLElement; status: HTMLElement },
  highlight: Highlight,
): void {
  if ("failure" in outcome) {
    status.classList.add("composer-bad");
    status.textContent = outcome.failure;
    return;
  }
  status.classList.add(outcome.ok ? "composer-good" : "composer-bad");
  status.textContent = `${outcome.status} in ${outcome.milliseconds} ms`;
  if (outcome.text === "") return;
  const code = element("code");
  code.append(readable(outcome.text, highlight));
  const pre = element("pre", { tabIndex: 0 }, code);
  pre.setAttribute("aria-label", "The answer");
  pre.setAttribute("role", "region");
  answer.append(pre);
}

function readable(text: string, highlight: Highlight): Node {
  if (text.length > longestAnswer) {
    return document.createTextNode(
      `${text.slice(0, longestAnswer)}\n… and ${text.length - longestAnswer} characters more`,
    );
  }
  try {
    return highlight("json", JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    return document.createTextNode(text);
  }
}

function labelled(text: string, properties: Partial<HTMLInputElement>) {
  const input = element("input", { autocomplete: "off", spellcheck: false, id: freshId(), ...properties });
  const name = element("label", { className: "composer-label", htmlFor: input.id, textContent: text });
  return { input, label: element("div", { className: "composer-field" }, name, input) };
}
