import { findErrors, type Schema } from "../validation/check.ts";
import { problemsOf, type Validator, type ValueProblem } from "../validation/problems.ts";
import { validateUpdateModel } from "./validators.gen.ts";

const { path, query, body, secrets } = validateUpdateModel.schemas;

/**
 * Returns every way in which a value does not fit a schema; an empty array if it fits.
 *
 * @param validate a function that Ajv compiled with `allErrors`, without which only the first problem is found, or one of
 * {@link updateModelValidators}
 */
export function findSchemaProblems(validate: Validator, value: unknown): ValueProblem[] {
  return validate(value) ? [] : problemsOf(validate.errors ?? [], value, secrets);
}

/** The validators of one operation's request. */
export interface RequestValidators {
  path: Validator;
  query: Validator;
  body: Validator;
}

/** The parts of a request of `updateModel`, as functions like those that Ajv compiles. */
export const updateModelValidators: RequestValidators = {
  path: validatorOf(path),
  query: validatorOf(query),
  body: validatorOf(body.content["application/json"] ?? true),
};

function validatorOf(schema: Schema): Validator {
  const validate: Validator = (value) => {
    validate.errors = findErrors(schema, value);
    return validate.errors.length === 0;
  };
  return validate;
}
