package lsp

import (
	"context"
	"path/filepath"
	"strings"
)

// What was read of the disk is kept, and an edit has nothing read but the file. So
// the server has to know when the disk is another: it asks the editor to watch it,
// and where the editor does not, it looks anew at every file that is saved.

// watch asks the editor to tell of changes on the disk.
func (s *server) watch(ctx context.Context) {
	s.mu.Lock()
	asks := s.asks
	s.mu.Unlock()
	if !asks {
		return
	}
	go func() { // the answer comes after this message is handled
		if err := s.conn.Call(ctx, "client/registerCapability", watching, nil); err != nil {
			s.log("watching files: %v", err)
			return
		}
		s.mu.Lock()
		s.watched = true
		s.mu.Unlock()
	}()
}

// saved is told of a file that was written.
func (s *server) saved() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.watched {
		for _, f := range s.folders {
			f.stale = true
		}
	}
	s.changed()
	return nil
}

// onDisk is told of files that are others now. What is open counts as it is in the
// editor, and needs no look; what the scan passes over neither. Without a list it may
// be anything.
func (s *server) onDisk(p watchedParams) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range p.Changes {
		file := fileOf(c.URI)
		f := s.folderOf(file)
		if f == nil || f.stale {
			continue
		}
		rel, err := filepath.Rel(f.root, file)
		if err == nil && (f.skips(filepath.ToSlash(rel)) || inGit(rel) || c.Type == fileChanged && s.open[file] != nil && !setting(file)) {
			continue
		}
		f.stale = true
	}
	if len(p.Changes) == 0 {
		for _, f := range s.folders {
			f.stale = true
		}
	}
	s.changed()
	return nil, nil
}

// setting says whether a file may say what is scanned, which is read from the disk:
// .nhivet.yaml, .gitignore.
func setting(file string) bool { return strings.HasPrefix(filepath.Base(file), ".") }

// inGit says whether a path is in git's own folder, where every command writes.
func inGit(rel string) bool {
	return rel == ".git" || strings.HasPrefix(rel, ".git"+string(filepath.Separator))
}
