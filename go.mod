module github.com/nhivet/nhivet

go 1.26.8
