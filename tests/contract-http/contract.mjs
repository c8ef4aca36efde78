// Judges requests and answers by the description of the interface (OpenAPI 3.1, so JSON Schema 2020-12).
import addFormats from "ajv-formats";
import Ajv2020 from "ajv/dist/2020.js";

/** What HTTP itself does not allow is refused before a route is asked: info.description of the document says so. */
const kOfHttpItself = new Set([400, 405, 408, 411, 413, 414, 415, 417, 421, 429, 431, 501, 505]);
/** Headers that an answer of success has wherever they are described. */
const kAlwaysThere = ["ETag", "Location"];

const pointer = (...segments) =>
  segments.map((segment) => `/${encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("");

/** A placeholder takes one segment, as the program's router does. */
function patternOf(path) {
  const parts = path.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("([^/]+)")}$`);
}

export class Contract {
  #ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, logger: false });
  #compiled = new Map();

  constructor(description) {
    this.description = description;
    addFormats(this.#ajv);
    this.#ajv.addSchema(description, "openapi");
    this.operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, value]) => ({
        id: value.operationId,
        method: method.toUpperCase(),
        path,
        value,
        pattern: patternOf(path),
        parameters: (value.parameters ?? []).map((parameter) => this.resolved(parameter)),
        at: pointer("paths", path, method),
      })),
    );
    // As the router: what is fixed further to the left goes first.
    const rank = ({ path }) => path.split("/").map((segment) => (segment.startsWith("{") ? "b" : "a")).join("");
    this.operations.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  }

  /** What a value is, or what its "$ref" leads to. */
  resolved(value) {
    let found = value;
    while (typeof found?.$ref === "string") {
      found = found.$ref
        .slice(2)
        .split("/")
        .reduce((inner, segment) => inner?.[decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~")], this.description);
    }
    return found;
  }

  /** The operation that a request asks for; null where none is described. */
  find(method, path) {
    const wanted = method === "HEAD" ? "GET" : method;
    return this.operations.find((operation) => operation.method === wanted && operation.pattern.test(path)) ?? null;
  }
  /** Whether any operation is described at the path. */
  knows(path) {
    return this.operations.some(({ pattern }) => pattern.test(path));
  }

  /** What is wrong with a value by the schema that stands at a place of the description. */
  faults(at, value) {
    if (!this.#compiled.has(at)) this.#compiled.set(at, this.#ajv.compile({ $ref: `openapi#${at}` }));
    const validate = this.#compiled.get(at);
    if (validate(value)) return [];
    return validate.errors.slice(0, 5).map(({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`);
  }

  /**
   * What is wrong with an answer. @param headers by their names in lower case. @param body its text; null where there
   * can be none (HEAD).
   */
  answerFaults(operation, { status, headers, body }) {
    const { responses } = operation.value;
    let key = String(status);
    if (!responses[key]) {
      if (!kOfHttpItself.has(status)) return [`the status ${status} is not described`];
      key = "default";
    }
    const response = this.resolved(responses[key]);
    const found = [];
    if (status < 400) {
      for (const name of kAlwaysThere) {
        if (response.headers?.[name] && !headers[name.toLowerCase()]) found.push(`the header ${name} is missing`);
      }
    }
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      const value = headers[name.toLowerCase()];
      const schema = this.resolved(header).schema;
      if (value === undefined || schema === undefined) continue;
      if (schema.type === "integer" ? !/^\d+$/.test(value) : schema.pattern && !new RegExp(schema.pattern).test(value)) {
        found.push(`the header ${name} is ${value}`);
      }
    }
    if (body !== null) found.push(...this.#bodyFaults(operation, key, response, headers["content-type"], body));
    return found;
  }

  #bodyFaults(operation, key, response, type = "", body) {
    if (!response.content) return body === "" ? [] : [`a body where none is described: ${body.slice(0, 200)}`];
    const media = type.split(";")[0].trim();
    if (!response.content[media]) return [`the type ${media || "(none)"} is not described`];
    if (!/[/+]json$/.test(media)) return [];
    let value;
    try {
      value = JSON.parse(body);
    } catch {
      return ["the body is no JSON"];
    }
    const reference = operation.value.responses[key].$ref;
    const at = reference ? reference.slice(1) : `${operation.at}${pointer("responses", key)}`;
    return this.faults(`${at}${pointer("content", media)}/schema`, value);
  }

  /**
   * What a request has that its description does not allow. @param query URLSearchParams. @param body its text.
   */
  requestFaults(operation, { path, query, headers, body }) {
    const found = [];
    const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    const values = path.match(operation.pattern).slice(1).map(decodeURIComponent);
    for (const parameter of operation.parameters) {
      const { name, in: place, required, schema } = parameter;
      const given = place === "path" ? [values[inPath.indexOf(name)]] : place === "query" ? query.getAll(name) : [headers[name.toLowerCase()]].filter((value) => value !== undefined);
      if (given.length === 0) {
        if (required) found.push(`the ${place} parameter ${name} is missing`);
        continue;
      }
      for (const text of given) {
        if (!this.#takes(schema, text)) found.push(`the ${place} parameter ${name} is ${text}`);
      }
    }
    const sent = operation.value.requestBody;
    if (!sent) return found;
    if (body === "") return sent.required ? [...found, "the body is missing"] : found;
    const media = (headers["content-type"] ?? "").split(";")[0].trim();
    if (!sent.content[media]) return [...found, `a body of the type ${media || "(none)"}`];
    if (media !== "application/json") return found;
    try {
      return [...found, ...this.faults(`${operation.at}/requestBody${pointer("content", media)}/schema`, JSON.parse(body))];
    } catch {
      return [...found, "the body is no JSON"];
    }
  }

  /** Whether a schema takes a text, or what it reads as. */
  #takes(given, text) {
    const schema = this.resolved(given);
    if (schema.anyOf) return schema.anyOf.some((one) => this.#takes(one, text));
    if (schema.type === "array") return this.#takes(schema.items, text);
    const value = ["integer", "number"].includes(schema.type) && text.trim() !== "" ? Number(text) : schema.type === "boolean" ? text === "true" : text;
    return this.#ajv.validate(schema, value);
  }
}

/** @return the description that a server gives of itself. */
export async function contractOf(origin) {
  return new Contract(await (await fetch(`${origin}/openapi.json`)).json());
}
