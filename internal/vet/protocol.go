package vet

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/tools/go/analysis"

	"github.com/nhivet/nhivet/analyzers/golang"
	"github.com/nhivet/nhivet/internal/source"
)

// settings is the name of nhivet's own file, which package config reads.
const settings = ".nhivet.yaml"

// version is the answer to -V=full, by which the go command tells one tool from
// another (cmd/go, toolID): what go vet found is found again, without a run, while it
// stays the same. So everything is in it that findings depend on besides the code:
// this program and those it hands over to, .nhivet.yaml, and the date when one is set.
// Today's is not, or every day would begin with a run over all dependencies: an ignore
// that ended is told of by nhivet scan at once, and here when its package changes.
func version(w io.Writer, programs []string) error {
	name, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find myself: %w", err)
	}
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read myself: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return fmt.Errorf("read myself: %w", err)
	}
	for _, p := range programs { // by size and time: nobody waits for 50 MB to be summed
		info, err := os.Stat(p)
		if err != nil {
			return fmt.Errorf("find %s: %w", p, err)
		}
		fmt.Fprintf(h, "%s %d %d\n", p, info.Size(), info.ModTime().UnixNano())
	}
	file, _, err := source.Above(nil, settings)
	if err == nil {
		fmt.Fprintf(h, "%d ", file.Len())
		h.Write(file.Bytes())
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	fmt.Fprintf(h, "%s", os.Getenv("SOURCE_DATE_EPOCH"))
	_, err = fmt.Fprintf(w, "%s version devel buildID=%x\n", filepath.Base(name), h.Sum(nil))
	return err
}

// dependency says whether a configuration of the go command is about a package
// that is imported by those that are asked for: only its facts are wanted.
func dependency(config string) bool {
	text, err := os.ReadFile(config)
	var c struct{ VetxOnly bool }
	return err == nil && json.Unmarshal(text, &c) == nil && c.VetxOnly
}

// carrier finds what is known of the functions of a package, and nothing wrong with
// it. It has the name of the analyzer, so that the same flags are understood.
func carrier() *analysis.Analyzer {
	a := Analyzer(nil)
	a.Requires = []*analysis.Analyzer{golang.NewSuite(nil).Flow}
	a.Run = func(*analysis.Pass) (any, error) { return nil, nil }
	return a
}
