// Command nhivet-vet is nhivet for go vet, which starts its tool once for each
// package and for everything that those import:
//
//	go vet -vettool=$(which nhivet-vet) ./...
//
// It starts in a fraction of the time of nhivet, as the rules and their engine are
// not in it. When a package has something to judge, it hands over to nhivet, which
// has to stand beside it or in the PATH.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/vet"
)

func main() {
	if !vet.Called(os.Args[1:]) {
		fmt.Fprintln(os.Stderr, "usage: go vet -vettool=$(which nhivet-vet) ./...")
		os.Exit(2)
	}
	full, err := judge()
	if err != nil && os.Args[1] != "-flags" { // asked first, and its errors are not shown
		fmt.Fprintln(os.Stderr, "nhivet-vet:", err)
		os.Exit(2)
	}
	vet.Main(func(*nhi.Facts, []*nhi.File) ([]*nhi.Finding, error) {
		cmd := exec.Command(full, os.Args[1:]...)
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		err := cmd.Run()
		var failed *exec.ExitError
		if err != nil && !errors.As(err, &failed) {
			return nil, fmt.Errorf("run nhivet: %w", err)
		}
		os.Exit(cmd.ProcessState.ExitCode())
		return nil, nil
	}, full)
}

// judge is where nhivet is.
func judge() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find myself: %w", err)
	}
	// nhivet-vet.exe stands beside nhivet.exe.
	name, err := exec.LookPath(filepath.Join(filepath.Dir(self), "nhivet"+filepath.Ext(self)))
	if err == nil {
		return name, nil
	}
	if name, err = exec.LookPath("nhivet"); err != nil {
		return "", errors.New("nhivet is neither beside nhivet-vet nor in the PATH")
	}
	return name, nil
}
