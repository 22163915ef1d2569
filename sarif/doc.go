// Package sarif writes a report as SARIF 2.1.0 for GitHub code scanning,
// editors and every other reader of that format. It is the only package that
// knows the format; it reads nothing but the report and the bytes of the files
// that findings point into, and leaves to others which findings there are, where
// the output goes, and what a baseline is compared with.
//
// One file holds one run. What GitHub shows is in the places where GitHub looks
// (rule tags, security-severity, help, the first location, linked related
// locations, code flows); what the standard has for the same purpose (taxonomies
// and relationships) is there in parallel, because GitHub ignores it and other
// readers do not.
//
// The output holds no secret: no snippet, no file content, and no hash of either
// except GitHub's own primaryLocationLineHash, which its upload step computes
// from the same line anyway. It holds no time, no random id and no absolute
// path: the same report gives the same bytes.
package sarif
