import type { Filter } from "../model/site.ts";

/** Choices that leave only the fields of one kind. They need JavaScript, and take no place without it. */
export function Filters({ filters, place }: { filters: Filter[]; place: string }) {
  return (
    <>
      {filters.map(({ key, title, choices }) => (
        <fieldset class="filter script" data-filter={key}>
          <legend>{title}</legend>
          <Choice name={`${key}-${place}`} value="" title="All" />
          {choices.map(({ word, title }) => (
            <Choice name={`${key}-${place}`} value={word} title={title} />
          ))}
        </fieldset>
      ))}
    </>
  );
}

function Choice({ name, value, title }: { name: string; value: string; title: string }) {
  return (
    <label>
      <input type="radio" name={name} value={value} checked={value === ""} autocomplete="off" />
      <span>{title}</span>
    </label>
  );
}
