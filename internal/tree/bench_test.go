package tree

import (
	"bytes"
	"os"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func bench(b *testing.B, path, between string, read func(*nhi.File) int) {
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	text = bytes.Repeat(append(text, between...), 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if read(nhi.NewFile(path, text)) == 0 {
			b.Fatal("nothing read")
		}
	}
}

func BenchmarkYAML(b *testing.B) {
	bench(b, "testdata/stack.yaml", "---\n", func(f *nhi.File) int { d, _ := YAML(f); return len(d) })
}

func BenchmarkJSON(b *testing.B) {
	text, err := os.ReadFile("testdata/settings.json")
	if err != nil {
		b.Fatal(err)
	}
	all := append([]byte("["), bytes.Repeat(append(text, ','), 100)...)
	all = append(all, ']')
	b.SetBytes(int64(len(all)))
	b.ReportAllocs()
	for b.Loop() {
		if n, _ := JSON(nhi.NewFile("a.json", all)); n == nil {
			b.Fatal("nothing read")
		}
	}
}

func BenchmarkHCL(b *testing.B) {
	bench(b, "testdata/main.tf", "\n", func(f *nhi.File) int { _, n, _ := HCL(f); return len(n.Fields) })
}
