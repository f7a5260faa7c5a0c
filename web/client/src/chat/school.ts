/** The school that the window was opened for: `?ecole=<UAI>` in its address, written there by the school. */

const UAI = /^[0-9A-Za-z]{1,12}$/;

/** The UAI of this query, or nothing: what is no UAI could not even be sent in a header. */
export function schoolOf(query: string): string {
  const written = new URLSearchParams(query).get("ecole") ?? "";
  return UAI.test(written) ? written : "";
}
