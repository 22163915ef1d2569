package creds

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Lives that tokens state in what they encode.

// macaroon is the structure of PyPI's tokens: version 2 of libmacaroons' binary
// format, from its first field to the signature.
var macaroon = check{
	what: "macaroon inside",
	ok:   func(token string) bool { _, ok := caveats(token); return ok },
	fix: func(token string, body int) string {
		rest := token[body:]
		raw := "\x02\x01\x08pypi.org\x02\x24" + rest[:36] + "\x00\x00\x06\x20" + strings.Repeat(rest[36:46], 4)[:32]
		return "pypi-" + base64.RawURLEncoding.EncodeToString([]byte(raw))
	},
}

// caveats reads what restricts a macaroon.
func caveats(token string) (list [][]byte, ok bool) {
	_, text, _ := strings.Cut(token, "-")
	b := decodeBase64(text)
	if len(b) < 2 || b[0] != 2 {
		return nil, false
	}
	b = b[1:]
	for section := 0; len(b) > 0; {
		kind := b[0]
		if b = b[1:]; kind == 0 {
			section++
			continue
		}
		n, size := uvarint(b)
		if size == 0 || n > uint64(len(b)-size) {
			return nil, false
		}
		value := b[size : size+int(n)]
		b = b[size+int(n):]
		switch {
		case kind == 6:
			return list, n == 32 && len(b) == 0
		case kind == 2 && section > 0:
			list = append(list, value)
		}
	}
	return nil, false
}

// uvarint reads a number of one or two bytes, which is all that a token's length
// needs; size 0 is none.
func uvarint(b []byte) (n uint64, size int) {
	for i := 0; i < len(b) && i < 2; i++ {
		n |= uint64(b[i]&0x7f) << (7 * i)
		if b[i] < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}

// pypiLife reads the expiry caveat, [0, expires at, not before], of which trusted
// publishing makes one and a person's token has none (warehouse, macaroons/caveats).
func pypiLife(token string) nhi.Lifetime {
	list, _ := caveats(token)
	for _, c := range list {
		var v []json.Number
		if json.Unmarshal(c, &v) != nil || len(v) != 3 || v[0] != "0" {
			continue
		}
		to, _ := v[1].Int64()
		from, _ := v[2].Int64()
		if to > 0 && to <= lastSecond {
			return decoded(from, to, dated(to), "caveats")
		}
	}
	return nhi.Lifetime{Known: true, Never: true, Basis: nhi.Decoded, Field: "caveats"}
}

// lastSecond is the end of the year 9999, the last that a date can be written in.
const lastSecond = 253402300799

func dated(unix int64) string { return time.Unix(unix, 0).UTC().Format(time.RFC3339) }

// referenceToken is "reftkn:", a version, the second of the expiry, and the secret.
var referenceToken = check{
	what: "fields inside",
	ok:   func(token string) bool { _, ok := referenceExpiry(token); return ok },
	fix: func(token string, body int) string {
		return base64.StdEncoding.EncodeToString([]byte("reftkn:01:1893456000:" + token[body:body+28]))
	},
}

func referenceExpiry(token string) (unix int64, ok bool) {
	parts := strings.SplitN(string(decodeBase64(token)), ":", 4)
	if len(parts) != 4 || parts[0] != "reftkn" || len(parts[3]) < 16 {
		return 0, false
	}
	unix, err := strconv.ParseInt(parts[2], 10, 64)
	return unix, err == nil && unix >= 0 && unix <= lastSecond
}

func referenceLife(token string) nhi.Lifetime {
	unix, _ := referenceExpiry(token)
	if unix == 0 {
		return nhi.Lifetime{Known: true, Never: true, Basis: nhi.Decoded, Field: "expiry"}
	}
	return decoded(0, unix, dated(unix), "expiry")
}

// bedrockQuery is the presigned address that a short-term key of Bedrock is.
var bedrockQuery = check{
	what: "presigned address inside",
	ok: func(token string) bool {
		return strings.Contains(bedrockAddress(token), "X-Amz-Signature=")
	},
	fix: func(token string, body int) string {
		text := "bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-Date=20270102T030405Z&X-Amz-Expires=43200&X-Amz-Signature=" + token[body:body+64] + "&Version=1"
		return token[:body] + base64.StdEncoding.EncodeToString([]byte(text))
	},
}

func bedrockAddress(token string) string {
	return string(decodeBase64(strings.TrimPrefix(token, "bedrock-api-key-")))
}

func bedrockLife(token string) nhi.Lifetime {
	l, _ := presignedLife(bedrockAddress(token))
	return l
}

// amzDate is how AWS writes a time in a signature.
const amzDate = "20060102T150405Z"

// presignedLife reads X-Amz-Date and X-Amz-Expires of an address signed with
// version 4; seven days are the most that it may last.
func presignedLife(address string) (nhi.Lifetime, bool) {
	date, seconds := queryValue(address, "X-Amz-Date"), queryValue(address, "X-Amz-Expires")
	from, err := time.Parse(amzDate, date)
	if err != nil {
		return nhi.Lifetime{}, false
	}
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || n <= 0 || n > 7*day {
		return nhi.Lifetime{}, false
	}
	return decoded(from.Unix(), from.Unix()+n, dated(from.Unix()+n), "X-Amz-Expires"), true
}

// queryValue is the value of a field in the query of an address.
func queryValue(address, name string) string {
	for from := 0; ; {
		i := strings.Index(address[from:], name+"=")
		if i < 0 {
			return ""
		}
		i += from
		from = i + len(name) + 1
		if i > 0 && strings.IndexByte("?&;", address[i-1]) < 0 {
			continue
		}
		end := from
		for end < len(address) && queryByte[address[end]] && address[end] != '&' {
			end++
		}
		v, err := url.QueryUnescape(address[from:end])
		if err != nil {
			return ""
		}
		return v
	}
}
