import { relative, sep } from "node:path";
import { getLineColLocation, type Loc, type NormalizedProblem, type Source } from "@redocly/openapi-core";
import type { Problem } from "./problem.ts";

export type Place = Pick<Problem, "file" | "line" | "column" | "pointer" | "excerpt">;
export type RedoclyLocation = NormalizedProblem["location"][number];

/** Names a file as problems do: relative to the working directory, with forward slashes. */
export function displayPath(file: string): string {
  return relative(process.cwd(), file).replaceAll(sep, "/");
}

/** A whole file. */
export function placeOfFile(file: string): Place {
  return { file: displayPath(file), line: 1, column: 1 };
}

/** A line and a column of a file, both from 1; what lies outside of the file moves to its nearest end. */
export function placeOfLine(source: Source, { line, col }: Loc): Place {
  const lines = source.getLines();
  const row = Math.min(Math.max(line || 1, 1), lines.length);
  const excerpt = lines[row - 1];
  const column = row === line ? Math.max(col || 1, 1) : 1;
  return { file: displayPath(source.absoluteRef), line: row, column, ...(excerpt?.trim() ? { excerpt } : {}) };
}

/** Where Redocly saw something. */
export function placeOfLocation(location: RedoclyLocation): Place {
  const place = placeOfLine(location.source, getLineColLocation(location).start);
  const { pointer } = location;
  return pointer === undefined || pointer === "#/" ? place : { ...place, pointer };
}

/** The value at a JSON pointer (`#/info/title`), or the nearest thing around it that the file has. */
export function placeOfPointer(source: Source, pointer: string, onKey = false): Place {
  return placeOfLocation({ source, pointer, reportOnKey: onKey });
}
