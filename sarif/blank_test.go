package sarif

import (
	"bytes"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Two files that differ in a secret alone have the same line hashes, of the
// secret's line and of those before it that run into it.
func TestHashesKnowNoSecret(t *testing.T) {
	var want []uint64
	for i, secret := range []string{"Tq7mZr2Lk9Xv", "Rw8xKd3NvB5t"} {
		text := []byte("a: 1\nb: 2\npassword: " + secret + "\nc: 3\n")
		f := nhi.NewFile("a.yaml", text)
		at := bytes.Index(text, []byte(secret))
		var got []uint64
		lineHashes(blanked(f, []nhi.Span{f.At(at, at+len(secret))}), func(_ int, sum uint64, _ int) { got = append(got, sum) })
		if !bytes.Equal(f.Bytes(), text) {
			t.Fatal("the file itself was changed")
		}
		if i == 0 {
			want = got
			continue
		}
		for n := range got {
			if got[n] != want[n] {
				t.Errorf("line %d: the hash depends on the secret", n+1)
			}
		}
	}
}
