package creds

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// jwtPrefixes are how a JSON object with one of the usual first members (alg,
// typ, kid, cty, x5t, and those after a space) begins in base64url.
var jwtPrefixes = []string{"eyJhbGciOi", "eyJ0eXAiOi", "eyJraWQiOi", "eyJjdHkiOi", "eyJ4NXQ", "eyAiYWxnIj", "eyAiYWxnIi", "eyAidHlwIj", "eyAidHlwIi", "ewogICJhbGci", "ewogICJ0eXAi"}

// claims are what a token says of itself. Times are numbers of seconds.
type claims struct {
	Issuer    string          `json:"iss"`
	Subject   json.RawMessage `json:"sub"`
	Audience  json.RawMessage `json:"aud"`
	Name      string          `json:"name"`
	Role      string          `json:"role"`
	Expires   *float64        `json:"exp"`
	Issued    *float64        `json:"iat"`
	NotBefore *float64        `json:"nbf"`
	Kube      json.RawMessage `json:"kubernetes.io"`
}

func findJWT(text string, at int) (hit, bool) {
	if !border(text, at, true) || at > 0 && text[at-1] == '.' {
		return hit{}, false
	}
	end := at
	for end < len(text) && end-at < 16<<10 && wordDot[text[end]] {
		end++
	}
	for end > at && text[end-1] == '.' {
		end--
	}
	h, ok := readJWT(text[at:end])
	if !ok || elided(text, end) {
		return hit{}, false
	}
	h.start, h.end = at, end
	return h, true
}

// signatures are the lengths, in base64url, of what each algorithm yields; RSA's
// is a minimum (keys of 1024 bits).
var signatures = map[string]int{"HS256": 43, "HS384": 64, "HS512": 86, "ES256": 86, "ES384": 128, "ES512": 176, "ES256K": 86, "EdDSA": 86}

// readJWT decodes a compact token and says how long it lives. Tokens without a
// signature that fits, and those of documentation, are none.
func readJWT(token string) (hit, bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return hit{}, false
	}
	var head struct {
		Alg string `json:"alg"`
	}
	var c claims
	if !decodePart(parts[0], &head) || !decodePart(parts[1], &c) || Published(parts[2]) || filler(parts[2]) || entropy(parts[2]) < 3.5 {
		return hit{}, false
	}
	switch want, known := signatures[head.Alg]; {
	case known && len(parts[2]) != want:
		return hit{}, false
	case !known && (head.Alg == "" || strings.EqualFold(head.Alg, "none") || len(parts[2]) < 170):
		return hit{}, false
	}
	about := strings.ToLower(c.Issuer + " " + string(c.Subject) + " " + string(c.Audience) + " " + c.Name)
	for _, w := range []string{"1234567890", "john doe", "example", "joe", "test", "dummy", "fake", "demo", "user123", "user-123"} {
		if strings.Contains(about, w) {
			return hit{}, false
		}
	}
	f := ByID("jwt")
	switch {
	case c.Issuer == "supabase" && c.Role == "service_role":
		f = ByID("supabase-service-role-key")
	case c.Issuer == "supabase":
		return hit{}, false // the public key of browsers
	case c.Kube != nil && c.Expires != nil:
		f = ByID("kubernetes-bound-token")
	case c.Kube != nil || c.Issuer == "kubernetes/serviceaccount":
		f = ByID("kubernetes-service-account-token")
	}
	h := hit{format: f, confidence: f.confidence(), attributes: c.attributes()}
	if c.Expires == nil {
		h.lifetime = nhi.Lifetime{Known: true, Never: true, Basis: nhi.Decoded, Field: "exp"}
		return h, true
	}
	from := int64(0)
	if c.Issued != nil {
		from = seconds(*c.Issued)
	} else if c.NotBefore != nil {
		from = seconds(*c.NotBefore)
	}
	to := seconds(*c.Expires)
	if to <= 0 {
		return hit{}, false
	}
	h.lifetime = decoded(from, to, dated(to), "exp")
	return h, true
}

// attributes are who issued a token and for whom, where that is said in plain
// words.
func (c claims) attributes() map[string]string {
	out := map[string]string{}
	if plainClaim(c.Issuer) {
		out["issuer"] = c.Issuer
	}
	var one string
	var many []string
	if json.Unmarshal(c.Audience, &one) != nil {
		_ = json.Unmarshal(c.Audience, &many)
	}
	if one != "" {
		many = []string{one}
	}
	if all := strings.Join(many, " "); plainClaim(all) {
		out["audience"] = all
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// plainClaim keeps out what is long, or could be a secret itself.
func plainClaim(s string) bool {
	if s == "" || len(s) > 200 {
		return false
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/:?&=, ", r) }) {
		if random(part) {
			return false
		}
	}
	return true
}

// seconds bounds a claim to years that a date can be written in.
func seconds(v float64) int64 {
	if v < 0 || v > lastSecond {
		return 0
	}
	return int64(v)
}

func decodePart(s string, into any) bool {
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(s, "="))
	return err == nil && json.Unmarshal(raw, into) == nil
}

// sasLifetime reads the start and the end of a shared access signature.
func sasLifetime(start, end string) nhi.Lifetime {
	to, ok := isoTime(end)
	if !ok {
		return nhi.Lifetime{}
	}
	from, _ := isoTime(start)
	return decoded(from, to, dated(to), "se")
}

func isoTime(s string) (int64, bool) {
	s = strings.NewReplacer("%3A", ":", "%3a", ":").Replace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Unix(), true
		}
	}
	return 0, false
}
