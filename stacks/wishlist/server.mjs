// The wish list's HTTP face: who wishes for which products. It holds no state of its own.
import { createServer } from "node:http";

const longestId = 128;

/**
 * @typedef {object} WishStore
 * @property {(user: string) => Promise<string[]>} list
 * @property {(user: string, product: string) => Promise<void>} add Adding twice is adding once.
 * @property {(user: string, product: string) => Promise<void>} remove Removing what is not there is no error.
 */

/**
 * `GET /users/<user>/wishes`, `PUT` and `DELETE /users/<user>/wishes/<product>`, and `GET /healthz`, which
 * says only that this process serves: a store that is down must not take every pod out at once.
 *
 * @param {WishStore} store
 */
export function wishlistServer(store) {
  return createServer((request, response) => {
    answer(store, request)
      .catch((error) => {
        console.error(JSON.stringify({ level: "error", message: String(error) }));
        return { status: 503, body: { error: "the wish list cannot be reached now" } };
      })
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      });
  });
}

async function answer(store, request) {
  const [resource, user, wishes, product, ...rest] = segments(request.url ?? "/");
  if (resource === "healthz" && user === undefined) return { status: 200, body: { status: "ok" } };
  if (resource !== "users" || wishes !== "wishes" || rest.length > 0) return notFound;
  if (!isId(user) || (product !== undefined && !isId(product))) return badId;
  if (product === undefined && request.method === "GET") {
    return { status: 200, body: { user, wishes: await store.list(user) } };
  }
  if (product !== undefined && request.method === "PUT") {
    await store.add(user, product);
    return { status: 200, body: { user, added: product } };
  }
  if (product !== undefined && request.method === "DELETE") {
    await store.remove(user, product);
    return { status: 200, body: { user, removed: product } };
  }
  return { status: 405, body: { error: "not a method of this resource" } };
}

const notFound = { status: 404, body: { error: "no such resource" } };
const badId = {
  status: 400,
  body: { error: `ids have 1 to ${longestId} letters, digits, - or _` },
};

function segments(url) {
  return url.split("?")[0].split("/").slice(1);
}

function isId(text) {
  return text.length <= longestId && /^[A-Za-z0-9_-]+$/.test(text);
}
