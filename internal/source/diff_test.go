package source

import "testing"

func TestBlobID(t *testing.T) {
	for digits, want := range map[int]string{40: "ce013625030ba8dba906f756967f9e9ca394464a", 64: "2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4"} {
		if got := blobID([]byte("hello\n"), digits); got != want { // git hash-object
			t.Errorf("%d digits: %s", digits, got)
		}
	}
}
