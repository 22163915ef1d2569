package creds

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// worst are texts made to be slow, by what they are slow for: each is repeated. A
// format's are made from its row: what starts it, again and again in a row; what
// takes it to its last character and then fails; and whole tokens, which take all
// checks.
func worst() map[string][]string {
	out := map[string][]string{}
	for _, f := range Formats() {
		if len(f.shapes) == 0 {
			continue
		}
		for _, p := range slices.Concat(f.Prefixes, f.Infix) {
			body := filling(f.shapes[len(f.shapes)-1])
			out[f.ID] = append(out[f.ID], "="+p, " "+p+body+"^")
		}
		if token := Sample(f.ID, 1); token != "" {
			out[f.ID] = append(out[f.ID], " "+token, " "+token[:len(token)-1])
		}
	}
	b64 := func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(s)) }
	long := strings.Repeat("Zk9vQmFy", 2040)         // 16 KiB of base64
	nested := b64(strings.Repeat("[", 4<<10)) + "AA" // arrays in arrays
	for name, pieces := range map[string][]string{
		"addresses":       {"a://a:", "a://a:b@c", "postgres://u:" + strings.Repeat("p@", 200), "://"},
		"web tokens":      {" eyJhbGciOi", "=eyJhbGciOi.", " eyJhbGciOi" + long + "." + long, " eyJhbGciOiJIUzI1NiJ9." + nested + "." + long[:43], " eyJhbGciOiJIUzI1NiJ9." + b64(`{"sub":"`+strings.Repeat("x", 8<<10)+`"}`) + "." + Sample("github-fine-grained-token", 2)[20:63]},
		"private keys":    {"-----BEGIN PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----\nA:", "-----BEGIN PRIVATE KEY-----\n" + long + "\n", "-----BEGIN PRIVATE KEY-----" + long + "-----END PRIVATE KEY-----", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n" + long, "-----BEGIN PRIVATE KEY-----" + strings.Repeat(" \\n", 4000)},
		"wrapped keys":    {" LS0tLS1CRUdJTiBQUklW", " LS0tLS1CRUdJTi" + long, " " + b64(strings.Repeat("-----BEGIN PRIVATE KEY-----\nMIIB\n", 300)), " " + b64(b64("-----BEGIN PRIVATE KEY-----")), " " + b64("-----BEGIN PRIVATE KEY-----"+long[:8<<10]+"-----END")},
		"certificates":    {"-----BEGIN CERTIFICATE-----MIIB", "-----BEGIN CERTIFICATE-----" + long + "-----END CERTIFICATE-----", "ssh-rsa-cert-v01@openssh.com " + long + " "},
		"signatures":      {"sig=&sv=1&se=2&", "?sig=", "&sig=" + strings.Repeat("a=b&", 100), "&X-Amz-Signature=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "?X-Amz-Date=&X-Amz-Expires=&" + strings.Repeat("a=%41&", 300) + "X-Amz-Signature="},
		"access keys":     {"AKIA", " AKIAZ2Y3X4W5V6U7T2S3 secret_key=", " AKIAZ2Y3X4W5V6U7T2S3", "secret_key=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 ", "aws_secret_access_key='", "AccountKey=", "SharedAccessKey="},
		"headers":         {"uthorization: Basic YTpiYTpiYTpi ", "uthorization=\"Basic " + long[:1023] + " ", "\"auth\":\"YTpiYTpiYTpiYTpi\",", "\"auth\": \""},
		"google accounts": {"{\"private_key\":", "{\"type\":\"service_account\",\"private_key\":\"-----BEGIN PRIVATE KEY-----" + long[:1600] + "-----END PRIVATE KEY-----", "1//0" + long[:80] + " authorized_user "},
		"gossip":          {"encrypt=", "encrypt = \"" + long[:22] + "==\" "},
		"infixes":         {":AA", "0:AA", "JQQJ9", "+ASt", "-us1", "_mmk", "AzSe", "8Q~", ".atlasv1.", "cmVmdGtuO", "eyJrIjoi", "p.eyJ"},
		"nothing":         {"\x00", "=", "password=", "host=", "sk-", "hooks.slack.com/services/", "a"},
		"inside of runs":  {"/bedrock-api-key-q7Rw2ZxK9mVb4TnYc1", "=ops_eyJq7Rw2ZxK9mVb4T", "=ABSKq7Rw2ZxK9mVb4TnYc1", "=ya29.q7Rw2ZxK9mVb", "=pypi-AgEIcHlwaS5vcmcq7Rw", "=eyJhbGciOiq7Rw2ZxK9mVb"},
	} {
		out[name] = pieces
	}
	return out
}

// filling is the least that a shape takes, of characters that differ.
func filling(s shape) string {
	var b strings.Builder
	for _, p := range s {
		b.WriteString(p.lit)
		for i, n := 0, 0; p.set != nil && n < p.min; i += 7 {
			if c := byte(i); p.set[c] {
				b.WriteByte(c)
				n++
			}
		}
	}
	return b.String()
}

func repeated(piece string, size int) string {
	return strings.Repeat(piece, size/len(piece)+1)[:size]
}

// What a finder makes of a place, it makes of what it can reach: nothing in a text
// is looked at from farther away, and so a text costs no more than its size.
func TestReach(t *testing.T) {
	list, n := anchors(), 0
	for name, pieces := range worst() {
		for _, piece := range pieces {
			text := repeated(piece, reach+8<<10)
			var whole []hit
			loaded().each([]byte(text), func(end int, found []uint16) {
				for _, i := range found {
					if at := end - len(list[i].text) + list[i].shift; at >= 0 && (end < 200 || end > len(text)-200 || end%997 == 0) {
						if h, ok := list[i].find(text, at); ok {
							whole = append(whole, h)
						}
					}
				}
			})
			near := hitsOf([]byte(text))
			for _, h := range whole {
				n++
				if !slices.ContainsFunc(near, func(o hit) bool {
					return o.format == h.format && o.start == h.start && o.end == h.end && o.lifetime == h.lifetime && o.pair == h.pair
				}) {
					t.Fatalf("%s: %.40q: %s at %d to %d is lost", name, piece, h.format.ID, h.start, h.end)
				}
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d hits to compare", n)
	}
}

// Whatever a text is made of, what is found lies in it, and its parts do not
// overlap.
func TestHostileText(t *testing.T) {
	for name, pieces := range worst() {
		for _, piece := range pieces {
			text := repeated(piece, 12<<10)
			end := 0
			for _, f := range scanned("a.txt", text) {
				if f.Span.Start < end || f.Span.End > len(text) || f.Secret.Empty() {
					t.Fatalf("%s: %.40q: found %d to %d after %d", name, piece, f.Span.Start, f.Span.End, end)
				}
				end = f.Span.End
			}
			f := nhi.NewFile("a.txt", []byte(text))
			Judge("password", text, f.At(0, f.Len()))
			Judge(text, text, f.At(0, f.Len()))
		}
	}
}

// BenchmarkWorst prints for each verifier and decoder how fast the slowest text for
// it goes, at two sizes. Both are the same where time grows as the text does; a
// quadratic one would be sixteen times as slow. Processor time counts.
func BenchmarkWorst(b *testing.B) {
	const small, large = 64 << 10, 1 << 20
	for _, way := range []struct {
		name string
		work func(text string)
	}{
		{"scan", func(text string) { scan([]byte(text), "") }},
		{"judge", func(text string) {
			f := nhi.NewFile("a.txt", []byte(text))
			Judge("password", text, f.At(0, f.Len()))
		}},
	} {
		speed := func(piece string, size, rounds int) float64 {
			text, best := repeated(piece, size), time.Duration(0)
			for range rounds {
				start := processor()
				way.work(text)
				if d := processor() - start; best == 0 || d < best {
					best = d
				}
			}
			return float64(size) / max(best.Seconds(), 1e-6) / 1e6
		}
		all, names := worst(), []string{}
		for name := range all {
			names = append(names, name)
		}
		slices.Sort(names)
		slowest, growth := 1e9, 0.0
		for _, name := range names {
			at, worst := 1e9, ""
			for _, piece := range all[name] {
				if v := speed(piece, small, 1); v < at {
					at, worst = v, piece
				}
			}
			from, to := speed(worst, small, 5), speed(worst, large, 1)
			fmt.Printf("%-6s %-36s %8.1f MB/s of 64 KiB %8.1f MB/s of 1 MiB, %4.1f times as long a byte  %.40q\n", way.name, name, from, to, from/to, worst)
			slowest, growth = min(slowest, to), max(growth, from/to)
		}
		b.ReportMetric(slowest, way.name+"-slowest-MB/s")
		b.ReportMetric(growth, way.name+"-growth")
	}
}
