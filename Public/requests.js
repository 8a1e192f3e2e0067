// @ts-check
/** The request on screen as a program would make it: pure functions of its address and picture. */

/**
 * @typedef {object} Language
 * @property {string} name
 * @property {(url: string, image: string) => string} write the address, and the picture as a `data:` URL
 */

/** @type {Language[]} */
export const languages = [
  { name: "curl", write: curl },
  { name: "Python", write: python },
  { name: "JavaScript", write: javaScript },
  { name: "Swift", write: swift },
];

/**
 * The picture comes by standard input: an argument may not be as long as a photo.
 * @type {Language["write"]}
 */
function curl(url, image) {
  return `curl -H 'Content-Type: application/json' --data-binary @- \\
  ${url} <<'END'
{"image": "${image}"}
END
`;
}

/** @type {Language["write"]} */
function python(url, image) {
  return `import json
import urllib.request

request = urllib.request.Request(
    "${url}",
    data=json.dumps({"image": "${image}"}).encode(),
    headers={"Content-Type": "application/json"},
)
with urllib.request.urlopen(request) as response:
    print(json.load(response))
`;
}

/** @type {Language["write"]} */
function javaScript(url, image) {
  return `const response = await fetch("${url}", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ image: "${image}" }),
});
console.log(await response.json());
`;
}

/** @type {Language["write"]} */
function swift(url, image) {
  return `import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

var request = URLRequest(url: URL(string: "${url}")!)
request.httpMethod = "POST"
request.setValue("application/json", forHTTPHeaderField: "Content-Type")
request.httpBody = try JSONEncoder().encode(["image": "${image}"])
let (data, _) = try await URLSession.shared.data(for: request)
print(String(decoding: data, as: UTF8.self))
`;
}
