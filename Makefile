# make run     serve the page and the API on http://127.0.0.1:8080
# make test    every test: formatting, units, the built programs, a real browser
# make train   train inkling and inkling-tiny by their recipes; NETWORKS="mnist-net cnn-blocks" for others of Models/recipes
# make accuracy  every recipe of Models/recipes, three seeds each
# make bench   ours beside ONNX Runtime, PyTorch, libpng and FastAPI; PARTS="forward training png request" for some

libraries := pkg-config libdeflate-dev libpng-dev libopenblas-dev zlib1g-dev
test_tools := chromium chromium-driver curl python3 python3-jsonschema python3-numpy python3-pil \
	python3-prometheus-client python3-pytest python3-selenium qemu-user
bench_tools := gcc python3 python3-venv wrk
peers := Benchmarks/.venv
python := /usr/bin/python3
NETWORKS := inkling inkling-tiny

.PHONY: run test train accuracy bench release lint clean

run: release
	.build/release/inkling serve

release:
	@Scripts/require.sh $(libraries)
	@echo "Building inkling (release)"
	swift build -c release --product inkling

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

test: export INKLING_STRICT = 1
test:
	@Scripts/require.sh $(libraries) $(test_tools)
	$(MAKE) lint
	swift build -c release --product inkling
	swift build -c release --product inkling-train
	swift test
	$(python) -m pytest Tests/Product Tests/Oracles
	$(python) -m pytest Tests/Browser

train:
	@Scripts/require.sh $(libraries)
	swift build -c release --product inkling-train
	for network in $(NETWORKS); do \
		.build/release/inkling-train fit --recipe Models/recipes/$$network.json \
			--output runs/$$network.safetensors || exit; \
	done

# The table of accuracies in Models/README.md: every recipe, three seeds, some two hours.
accuracy:
	@Scripts/require.sh $(libraries) python3
	swift build -c release --product inkling-train
	$(python) Benchmarks/accuracy.py

# Standard output is the table's.
bench: $(peers)/installed
	@Scripts/require.sh $(libraries) $(bench_tools) >&2
	@swift build -c release --product inkling >&2
	@swift build -c release --product inkling-train >&2
	@$(peers)/bin/python Benchmarks/bench.py $(if $(PARTS),--parts $(PARTS)) $(if $(MARKDOWN),--markdown)

$(peers)/installed: Benchmarks/requirements.txt
	@Scripts/require.sh $(bench_tools) >&2
	@echo "Installing the peers into $(peers)" >&2
	@$(python) -m venv --clear $(peers)
	@$(peers)/bin/pip install --quiet --disable-pip-version-check --requirement $< >&2
	@touch $@

clean:
	swift package clean
