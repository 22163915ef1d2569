package creds

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash/crc32"
	"strconv"
	"strings"
)

// check is what a token proves of itself beyond its shape.
type check struct {
	// what it is, as the table of formats says it.
	what string
	// ok is the last word on a token that fits a shape. A finder of its own may
	// do the work instead; then it is nil.
	ok func(token string) bool
	// fix makes a drawn token, whose prefix ends at body, one that passes. It
	// gives the empty string where the token has no room for it.
	fix func(token string, body int) string
}

// passes says whether nothing speaks against a token.
func (c check) passes(token string) bool { return c.ok == nil || c.ok(token) }

// byFinder is the check that a finder of its own makes.
func byFinder(what string) check { return check{what: what} }

// Base62 digits in the order that GitHub and npm use for checksums.
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// Checksum62 is the CRC-32 (IEEE) of body in six base-62 digits, as it ends
// GitHub's and npm's tokens ("Behind GitHub's new authentication token formats",
// GitHub engineering blog, 2021; npm adopted the same form that year).
func Checksum62(body string) string {
	n := crc32.ChecksumIEEE([]byte(body))
	out := [6]byte{'0', '0', '0', '0', '0', '0'}
	for i := 5; n > 0; i-- {
		out[i] = base62[n%62]
		n /= 62
	}
	return string(out[:])
}

// crc62 is the checksum of a token of a prefix that ends in "_", a body, and six
// digits.
var crc62 = check{
	what: "CRC-32 in base 62",
	ok: func(token string) bool {
		_, rest, _ := strings.Cut(token, "_")
		n := len(rest) - 6
		return n > 0 && Checksum62(rest[:n]) == rest[n:]
	},
	fix: func(token string, body int) string {
		n := len(token) - 6
		if n <= body {
			return ""
		}
		return token[:n] + Checksum62(token[body:n])
	},
}

// grafanaSum is the CRC-32 of all before the last "_", its bytes in little-endian
// order as hexadecimal digits (pkg/components/satokengen of Grafana).
var grafanaSum = check{
	what: "CRC-32",
	ok: func(token string) bool {
		i := strings.LastIndexByte(token, '_')
		return i > 0 && strings.EqualFold(grafanaDigits(token[:i]), token[i+1:])
	},
	fix: func(token string, _ int) string {
		i := strings.LastIndexByte(token, '_')
		return token[:i+1] + grafanaDigits(token[:i])
	},
}

func grafanaDigits(s string) string {
	var sum [4]byte
	binary.LittleEndian.PutUint32(sum[:], crc32.ChecksumIEEE([]byte(s)))
	return hex.EncodeToString(sum[:])
}

// routable is the length and the CRC-32 in base 36 that end GitLab's routable
// tokens; the short ones have neither (lib/authn/token_field/generator of GitLab).
var routable = check{
	what: "CRC-32 in base 36, in the long form",
	ok: func(token string) bool {
		i := strings.IndexByte(token, '.')
		return i < 0 || len(token)-i >= 10 && crc36(token[:len(token)-7]) == token[len(token)-7:]
	},
}

func crc36(s string) string {
	d := strconv.FormatUint(uint64(crc32.ChecksumIEEE([]byte(s))), 36)
	return strings.Repeat("0", 7-len(d)) + d
}

// bech32 is the checksum of BIP 173 over a text in capitals, as age writes its
// identities.
var bech32 = check{
	what: "Bech32 checksum",
	ok:   func(token string) bool { return bech32Sum(token) == 1 },
	fix: func(token string, body int) string {
		n := len(token) - 6
		if n <= body {
			return ""
		}
		sum := bech32Sum(token[:n]+"QQQQQQ") ^ 1
		out := []byte(token[:n])
		for i := 5; i >= 0; i-- {
			out = append(out, bech32Digits[sum>>(5*i)&31])
		}
		return string(out)
	},
}

const bech32Digits = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"

// bech32Sum is 1 for a text whose checksum fits, and 0 for what is none.
func bech32Sum(token string) uint32 {
	cut := strings.LastIndexByte(token, '1')
	if cut < 1 {
		return 0
	}
	sum := uint32(1)
	step := func(v uint32) {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ v
		for i, g := range [...]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	human := strings.ToLower(token[:cut])
	for i := 0; i < len(human); i++ {
		step(uint32(human[i] >> 5))
	}
	step(0)
	for i := 0; i < len(human); i++ {
		step(uint32(human[i] & 31))
	}
	for i := cut + 1; i < len(token); i++ {
		v := strings.IndexByte(bech32Digits, token[i])
		if v < 0 {
			return 0
		}
		step(uint32(v))
	}
	return sum
}

// marked wants a text inside the token, such as OpenAI's marker.
func marked(mark string) check {
	const at = 20 // where OpenAI's older keys have it
	return check{
		what: "marker inside",
		ok:   func(token string) bool { return strings.Contains(token, mark) },
		fix: func(token string, body int) string {
			if len(token) < body+at+len(mark) {
				return ""
			}
			return token[:body+at] + mark + token[body+at+len(mark):]
		},
	}
}

// ends wants a token to end so.
func ends(suffix string) check {
	return check{
		what: "fixed end",
		ok:   func(token string) bool { return strings.HasSuffix(token, suffix) },
		fix:  func(token string, _ int) string { return token[:len(token)-len(suffix)] + suffix },
	}
}

// holdsJSON wants the base64 from an offset on, up to a mark where there is one,
// to be a JSON object with a member.
func holdsJSON(skip int, mark, member string) check {
	return check{
		what: "JSON inside",
		ok: func(token string) bool {
			body := token[min(skip, len(token)):]
			if mark != "" {
				body, _, _ = strings.Cut(body, mark)
			}
			var object map[string]json.RawMessage
			return json.Unmarshal(decodeBase64(body), &object) == nil && object[member] != nil
		},
		fix: func(token string, body int) string {
			end := len(token)
			if mark != "" {
				end = body + strings.Index(token[body:], mark)
			}
			if end < body+24 {
				return ""
			}
			text := `{"` + member + `":"` + token[body:body+12] + `","n":"` + token[body+12:end] + `"}`
			return token[:skip] + base64.RawStdEncoding.EncodeToString([]byte(text)) + token[end:]
		},
	}
}

// hexTail wants so many capital hexadecimal digits at the end.
func hexTail(n int) check {
	return check{
		what: "checksum's digits at the end",
		ok: func(token string) bool {
			for i := len(token) - n; i < len(token); i++ {
				if i < 0 || !digits[token[i]] && (token[i] < 'A' || token[i] > 'F') {
					return false
				}
			}
			return true
		},
		fix: func(token string, _ int) string {
			return token[:len(token)-n] + strings.ToUpper(hex.EncodeToString(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(token))))[:n])
		},
	}
}

// decodeBase64 reads any of the usual alphabets, padded or not; nil is what is no
// base64.
func decodeBase64(s string) []byte {
	s = strings.TrimRight(s, "=")
	for _, e := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		if b, err := e.DecodeString(s); err == nil {
			return b
		}
	}
	return nil
}

// snowflake wants the first part of a Discord token to be the number of a bot in
// base64.
var snowflake = check{
	what: "number inside",
	ok: func(token string) bool {
		head, _, _ := strings.Cut(token, ".")
		id := decodeBase64(head)
		_, err := strconv.ParseUint(string(id), 10, 64)
		return err == nil && len(id) >= 17 && len(id) <= 20
	},
	fix: func(token string, _ int) string {
		_, rest, _ := strings.Cut(token, ".")
		n := strconv.FormatUint(1e18+uint64(crc32.ChecksumIEEE([]byte(token)))<<20, 10)
		return base64.RawURLEncoding.EncodeToString([]byte(n)) + "." + rest
	},
}

// awsAccount reads the account that newer access keys have in their first bytes;
// no account number has more than twelve digits. Keys whose fifth letter is I or J
// are older and hold none.
var awsAccount = check{
	what: "account inside",
	ok: func(token string) bool {
		if len(token) < 12 || token[4] == 'I' || token[4] == 'J' {
			return true
		}
		var n uint64
		for i := 4; i < 12; i++ {
			v := strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", token[i])
			if v < 0 {
				return false
			}
			n = n<<5 | uint64(v)
		}
		return n&0x7fffffffff < 1e12/2 // 39 of the 40 bits after the first
	},
}

// annotated wants the marks that Microsoft's services put at fixed places of a key
// of 84 characters: "JQQJ9", an issuing month from A to L, and the service's own
// four letters before four of checksum (microsoft/security-utilities).
func annotated(service string) check {
	return check{
		what: "marks inside",
		ok: func(token string) bool {
			return len(token) == 84 && token[52:57] == "JQQJ9" && token[59] >= 'A' && token[59] <= 'L' && token[76:80] == service
		},
		fix: func(token string, _ int) string {
			if len(token) != 84 {
				return ""
			}
			return token[:52] + "JQQJ99BC" + token[60:76] + service + token[80:]
		},
	}
}
