package creds

import "strings"

// findPresigned reads an AWS address that is signed with version 4: whoever has
// it may do the one request until it ends. The signature is the secret.
func findPresigned(text string, at int) (hit, bool) {
	const name = "X-Amz-Signature="
	if !strings.HasPrefix(text[at:], name) || at == 0 || strings.IndexByte("?&;", text[at-1]) < 0 {
		return hit{}, false
	}
	start := at + len(name)
	end := shape{run(lowhex, 64, 64)}.match(text, start)
	if end < 0 || filler(text[start:end]) || entropy(text[start:end]) < 3 {
		return hit{}, false
	}
	from, to := queryAround(text, at, queryReach)
	query := strings.ReplaceAll(text[from:to], "&amp;", "&")
	life, ok := presignedLife(query)
	if !ok || strings.Contains(query, "EXAMPLE") {
		return hit{}, false
	}
	f := ByID("aws-presigned-url")
	return hit{format: f, start: start, end: end, confidence: f.confidence(), lifetime: life}, true
}

// queryReach is how far, in bytes, the fields of a query may be from its
// signature. A session token is the longest of them.
const queryReach = 2048

// queryAround is the query that a field stands in, up to a reach on each side.
func queryAround(text string, at, reach int) (from, to int) {
	from, to = at, at
	for from > 0 && at-from < reach && queryByte[text[from-1]] && text[from-1] != '?' {
		from--
	}
	for to < len(text) && to-at < reach && queryByte[text[to]] {
		to++
	}
	return from, to
}
