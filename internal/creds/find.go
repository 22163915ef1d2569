package creds

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// structured are the finders of what is no plain token.
func structured() []anchor {
	list := []anchor{
		{"-----BEGIN ", 0, findPEM},
		{"AccountKey=", 0, keyedFinder("AccountKey=", "azure-storage-key", shape{run(base64s, 86, 86), lit("==")})},
		{"SharedAccessKey=", 0, keyedFinder("SharedAccessKey=", "azure-shared-access-key", shape{run(base64s, 43, 43), lit("=")})},
		{"sig=", 0, findSAS},
		{"ecret_access_key", 0, findAWSSecret("ecret_access_key")},
		{"ECRET_ACCESS_KEY", 0, findAWSSecret("ECRET_ACCESS_KEY")},
		{"ecretAccessKey", 0, findAWSSecret("ecretAccessKey")},
		{"ecretKey", 0, findAWSSecret("ecretKey")},
		{"ecret_key", 0, findAWSSecret("ecret_key")},
		{"encrypt", 0, findGossip},
		{"X-Amz-Signature=", 0, findPresigned},
		{"LS0tLS1CRUdJTi", 0, findWrapped},
		{"uthorization", 0, findBasic},
		{`"auth"`, 0, findLogin},
		{"://", -1, findAddress},
	}
	for _, p := range jwtPrefixes {
		list = append(list, anchor{p, 0, findJWT})
	}
	return list
}

// keyedFinder reads "name=" and a value of a fixed shape.
func keyedFinder(name, id string, s shape) finder {
	return func(text string, at int) (hit, bool) {
		if !strings.HasPrefix(text[at:], name) {
			return hit{}, false
		}
		start := at + len(name)
		end := s.match(text, start)
		if end < 0 || filler(text[start:end]) || Published(text[start:end]) || entropy(text[start:end]) < 4 {
			return hit{}, false
		}
		f := ByID(id)
		return hit{format: f, start: start, end: end, lifetime: f.Lifetime, confidence: 95}, true
	}
}

// findGossip reads the gossip key of Consul, Nomad and Serf: 16 or 32 bytes in
// base64 after the setting or the flag "encrypt".
func findGossip(text string, at int) (hit, bool) {
	const name = "encrypt"
	if !strings.HasPrefix(text[at:], name) || at > 0 && (alnum[text[at-1]] || text[at-1] == '_') {
		return hit{}, false
	}
	i := at + len(name)
	for n := 0; n < 8 && i < len(text) && strings.IndexByte(" \t\"'\\:=", text[i]) >= 0; n++ {
		i++
	}
	if i == at+len(name) {
		return hit{}, false
	}
	for _, s := range []shape{{run(base64s, 22, 22), lit("==")}, {run(base64s, 43, 43), lit("=")}} {
		if end := s.match(text, i); end > 0 && random(text[i:end]) && !filler(text[i:end]) {
			f := ByID("consul-gossip-key")
			return hit{format: f, start: i, end: end, lifetime: f.Lifetime, confidence: 85}, true
		}
	}
	return hit{}, false
}

// nearby is how far, in bytes, an access key's id and its secret may be apart.
const nearby = 300

// findAWSSecret reads the 40 characters after a name such as
// aws_secret_access_key. After the less telling secret_key it wants an access
// key's id in the neighbourhood.
func findAWSSecret(name string) finder {
	telling := len(name) > len("ecret_key")
	return func(text string, at int) (hit, bool) {
		if !strings.HasPrefix(text[at:], name) {
			return hit{}, false
		}
		i := at + len(name)
		for n := 0; n < 16 && i < len(text) && strings.IndexByte(" \t\"'`:=>\\,", text[i]) >= 0; n++ {
			i++
		}
		if i == at+len(name) {
			return hit{}, false
		}
		end := shape{run(base64s, 40, 40)}.match(text, i)
		if end < 0 || !secretAccessKey(text[i:end]) {
			return hit{}, false
		}
		id, temporary, ok := nearbyKeyID(text, i)
		if !ok && !telling {
			return hit{}, false
		}
		f := ByID("aws-access-key")
		if temporary {
			f = ByID("aws-session-key")
		}
		h := hit{format: f, start: i, end: end, lifetime: f.Lifetime, confidence: 95}
		if ok {
			h.paired, h.pair = true, id
		}
		return h, true
	}
}

// secretAccessKey tells AWS's 40 characters from a hash: all three kinds of
// characters, and the entropy of base64.
func secretAccessKey(s string) bool {
	lower, upper, digit, _ := kinds(s)
	return lower > 0 && upper > 0 && digit > 0 && entropy(s) >= 4 && !filler(s) && !Published(s) && !strings.Contains(s, "EXAMPLE")
}

// nearbyKeyID looks for the id of an access key that is nearest to an offset: a
// file of profiles has several.
func nearbyKeyID(text string, at int) (offset int, temporary, ok bool) {
	from, to := max(0, at-nearby), min(len(text), at+nearby)
	for _, p := range []string{"AKIA", "ASIA"} {
		for i := from; i < to; {
			j := strings.Index(text[i:to], p)
			if j < 0 {
				break
			}
			i += j
			if border(text, i, true) && (shape{run(base32, 16, 16)}).match(text, i+4) > 0 && (!ok || abs(at-i) < abs(at-offset)) {
				offset, temporary, ok = i, p == "ASIA", true
			}
			i += 4
		}
	}
	return offset, temporary, ok
}

func abs(n int) int { return max(n, -n) }

// findSAS reads a shared access signature: a query with sig, sv and se.
func findSAS(text string, at int) (hit, bool) {
	if !strings.HasPrefix(text[at:], "sig=") || at == 0 || strings.IndexByte("?&;\"' ", text[at-1]) < 0 {
		return hit{}, false
	}
	start, end := at+4, at+4
	for end < len(text) && end-start < 80 && sigByte[text[end]] {
		end++
	}
	sig := text[start:end]
	plain, err := url.PathUnescape(sig)
	if err != nil || len(plain) != 44 || len(decodeBase64(plain)) != 32 || filler(sig) { // an HMAC-SHA256
		return hit{}, false
	}
	from, to := queryAround(text, at, 600)
	query := map[string]string{}
	for _, part := range strings.Split(strings.ReplaceAll(text[from:to], "&amp;", "&"), "&") {
		k, v, _ := strings.Cut(part, "=")
		query[k] = v
	}
	if query["sv"] == "" || query["se"] == "" {
		return hit{}, false
	}
	f := ByID("azure-sas")
	h := hit{format: f, start: start, end: end, confidence: 90, lifetime: sasLifetime(query["st"], query["se"]), attributes: map[string]string{}}
	for name, field := range map[string]string{"permissions": "sp", "resource": "sr"} {
		if v := query[field]; v != "" && len(v) <= 16 && plainName(v) {
			h.attributes[name] = v
		}
	}
	if query["skoid"] != "" {
		h.attributes["delegation"] = "user"
	}
	return h, true
}

var sigByte = set("azAZ09 +/=%")

var queryByte = set("azAZ09 ?&=%+/-_.:~;")

func itoa(n int) string { return strconv.Itoa(n) }

// Lifetimes that a credential itself states.

func decoded(from, to int64, expires, field string) nhi.Lifetime {
	l := nhi.Lifetime{Basis: nhi.Decoded, Field: field, Expires: expires}
	if from > 0 && to > from {
		l.Known, l.Seconds = true, to-from
	}
	return l
}
