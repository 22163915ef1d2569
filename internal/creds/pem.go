package creds

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// findPEM reads a private key between its armour lines, with real line breaks or
// escaped ones. Public keys, certificates, and bodies that are no key are none.
func findPEM(text string, at int) (hit, bool) {
	const begin, tail = "-----BEGIN ", "-----"
	if !strings.HasPrefix(text[at:], begin) {
		return hit{}, false
	}
	rest := text[at+len(begin):]
	n := strings.Index(rest[:min(len(rest), 48)], tail)
	if n < 0 {
		return hit{}, false
	}
	label := rest[:n]
	pgp := label == "PGP PRIVATE KEY BLOCK"
	if !pgp && !strings.HasSuffix(label, "PRIVATE KEY") {
		return hit{}, false
	}
	bodyAt := at + len(begin) + n + len(tail)
	body, end, encrypted := armoured(text, bodyAt)
	closing := "-----END " + label + tail
	if !strings.HasPrefix(text[end:], closing) {
		return hit{}, false
	}
	if pgp { // its checksum line is "=" and four characters
		if i := strings.LastIndexByte(string(body), '='); i > 0 && len(body)-i == 5 {
			body = body[:i]
		}
	}
	raw, err := base64.StdEncoding.DecodeString(string(body))
	if err != nil {
		raw, err = base64.RawStdEncoding.DecodeString(strings.TrimRight(string(body), "="))
	}
	if err != nil || len(raw) < 32 || wellKnownKey(raw) {
		return hit{}, false
	}
	id := "private-key"
	switch {
	case pgp:
		id = "pgp-private-key"
		if raw[0] != 0x95 && raw[0] != 0x94 && raw[0] != 0x97 && raw[0] != 0xc5 {
			return hit{}, false
		}
	case label == "OPENSSH PRIVATE KEY":
		const magic = "openssh-key-v1\x00"
		if !bytes.HasPrefix(raw, []byte(magic)) {
			return hit{}, false
		}
		id = "ssh-private-key"
		encrypted = !bytes.HasPrefix(raw[len(magic):], []byte("\x00\x00\x00\x04none"))
	case encrypted:
		// ciphertext: no structure to check
	case !der(raw):
		return hit{}, false
	}
	if encrypted || label == "ENCRYPTED PRIVATE KEY" {
		id = "encrypted-private-key"
	}
	f := ByID(id)
	h := hit{format: f, start: at, end: end + len(closing), lifetime: f.Lifetime, confidence: f.confidence()}
	switch id {
	case "private-key":
		googleAccount(text, &h)
		h.public = raw
	case "ssh-private-key":
		h.public = raw
	case "pgp-private-key":
		h.lifetime = pgpLife(raw)
	}
	return h, true
}

// armoured gathers the base64 characters of a body up to the next armour line.
func armoured(text string, at int) (body []byte, end int, encrypted bool) {
	i, headers := at, 0
	for i < len(text) && i-at < 16<<10 {
		switch b := text[i]; {
		case base64e[b]:
			body = append(body, b)
			i++
		case b == '\\' && i+1 < len(text) && (text[i+1] == 'n' || text[i+1] == 'r' || text[i+1] == '\n'):
			i += 2
		case b == '\\' && i+2 < len(text) && text[i+1] == '\\' && text[i+2] == 'n':
			i += 3
		case b == ' ' || b == '\t' || b == '\r' || b == '\n':
			i++
		case b == ':' || b == '-' && len(body) > 0 && !strings.HasPrefix(text[i:], "-----"):
			// a header line: "Proc-Type: 4,ENCRYPTED", "DEK-Info: …", "Version: …"
			line := text[i:]
			stop := strings.IndexAny(line[:min(len(line), 200)], "\n\\")
			if headers++; stop < 0 || headers > 4 || strings.Contains(line[:stop], "-----") {
				return body, i, encrypted
			}
			encrypted = encrypted || strings.Contains(line[:stop], "ENCRYPTED")
			body = body[:0]
			i += stop
		default:
			return body, i, encrypted
		}
	}
	return body, i, encrypted
}

// der says whether bytes are one whole ASN.1 sequence: what is made up or cut is
// not.
func der(raw []byte) bool {
	if len(raw) < 4 || raw[0] != 0x30 {
		return false
	}
	switch n := int(raw[1]); {
	case n < 0x80:
		return n+2 == len(raw)
	case n == 0x81:
		return int(raw[2])+3 == len(raw)
	case n == 0x82:
		return int(raw[2])<<8+int(raw[3])+4 == len(raw)
	}
	return false
}

// googleAccount turns a private key into a service account's when the JSON
// object around it says so.
func googleAccount(text string, h *hit) {
	from, to := max(0, h.start-2048), min(len(text), h.end+2048)
	if i := strings.LastIndexByte(text[from:h.start], '{'); i >= 0 {
		from += i
	}
	if i := strings.IndexByte(text[h.end:to], '}'); i >= 0 {
		to = h.end + i
	}
	around := text[from:h.start] + text[h.end:to]
	if !strings.Contains(around, "service_account") || !strings.Contains(text[from:h.start], "private_key") {
		return
	}
	h.format = ByID("google-service-account-key")
	h.lifetime, h.confidence = h.format.Lifetime, h.format.confidence()
	_, rest, ok := strings.Cut(around, "client_email")
	if !ok {
		return
	}
	rest = strings.TrimLeft(rest, "\\\": \t")
	if i := strings.IndexAny(rest, "\\\""); i > 0 && strings.Contains(rest[:i], "@") {
		h.subject = nhi.GoogleAccountKey(rest[:i])
	}
}

// googleUser tells the refresh token of application default credentials by the
// JSON object around it.
func googleUser(text string, start, end int) string {
	around := text[max(0, start-1024):min(len(text), end+1024)]
	if strings.Contains(around, "authorized_user") && strings.Contains(around, "refresh_token") {
		return "google-user-credentials"
	}
	return ""
}

// wellKnownKey says whether a key is one that a product ships for everybody.
func wellKnownKey(raw []byte) bool {
	sum := sha256.Sum256(raw)
	return wellKnownKeys[hex.EncodeToString(sum[:8])]
}
