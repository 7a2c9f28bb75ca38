/** Lets a choice of status show one response at a time. */
export function switchResponses(): void {
  for (const input of inputs()) input.addEventListener("change", () => showResponse(input.value));
}

/** Shows a response instead of the one that is shown. */
export function showResponse(id: string): void {
  const sections = document.querySelectorAll<HTMLElement>(".response");
  for (const section of sections) section.classList.toggle("chosen", section.id === id);
  for (const input of inputs()) input.checked = input.value === id;
}

function inputs(): NodeListOf<HTMLInputElement> {
  return document.querySelectorAll<HTMLInputElement>(".statuses input");
}
