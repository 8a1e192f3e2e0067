# make run     serve the page and the API on http://127.0.0.1:8080
# make test    every test: formatting, units, the built programs, a real browser
# make train   train inkling and inkling-tiny by their recipes; NETWORKS="mnist/mnist-net" for others of Models/recipes
# make accuracy  every recipe of Models/recipes/mnist, three seeds each
# make bench   ours beside ONNX Runtime, PyTorch, libpng, FastAPI, nginx and Hummingbird; PARTS="forward training png request static idle" for some
# make soak    valid, broken and slow clients together against the server; MINUTES=10 for how long
# make fuzz    libFuzzer against all that reads strangers' bytes; SECONDS=600 for how long each, TARGETS="requests pictures" for some
# make sanitize  the tests under the Thread Sanitizer and the Address Sanitizer; FILTER="SocketServerTests" for some

libraries := pkg-config libdeflate-dev libpng-dev libopenblas-dev zlib1g-dev
test_tools := chromium chromium-driver curl python3 python3-jsonschema python3-numpy python3-pil \
	python3-pip python3-prometheus-client python3-pytest python3-selenium qemu-user
bench_tools := gcc nginx python3 python3-venv wrk
peers := Benchmarks/.venv
python := /usr/bin/python3
NETWORKS := inkling inkling-tiny
MINUTES := 10
SECONDS := 600
TARGETS := requests chunks bodies pictures
FILTER := HTTPCoreTests|AccessTests|SocketServerTests|JSONTests|DigitAPITests|RasterTests|DigitModelTests|FuzzTests
fuzzer := .build/fuzz/release/inkling-fuzz

.PHONY: run test train accuracy bench soak fuzz fuzzer sanitize release lint clean

run: release
	.build/release/inkling serve

release:
	@Scripts/require.sh $(libraries)
	@echo "Building inkling (release)"
	swift build -c release --product inkling

lint:
	swift format lint --strict --recursive Sources Tests Fuzz Package.swift

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

soak: release
	@Scripts/require.sh $(test_tools)
	$(python) Tests/Soak/soak.py --minutes $(MINUTES)

# In a folder of its own: everything is compiled anew, for the fuzzer to see which branches an input takes.
fuzzer:
	@Scripts/require.sh $(libraries)
	INKLING_FUZZ=1 swift build -c release --scratch-path .build/fuzz --product inkling-fuzz \
		-Xswiftc -sanitize=fuzzer,address

# A crash is told by libFuzzer; Swift's own report would only come in between.
fuzz: export SWIFT_BACKTRACE = enable=no
fuzz: fuzzer
	for target in $(TARGETS); do \
		mkdir -p .build/fuzz/corpus/$$target; \
		FUZZ_TARGET=$$target $(fuzzer) -max_total_time=$(SECONDS) -timeout=10 -print_final_stats=1 \
			-artifact_prefix=.build/fuzz/$$target- .build/fuzz/corpus/$$target Fuzz/Corpus/$$target || exit; \
	done

# OpenBLAS is not compiled for a sanitizer: threads of its own would look like races.
sanitize: export OPENBLAS_NUM_THREADS = 1
sanitize:
	@Scripts/require.sh $(libraries)
	for sanitizer in thread address; do \
		swift test --sanitize=$$sanitizer --scratch-path .build/sanitize-$$sanitizer --filter '$(FILTER)' || exit; \
	done

clean:
	swift package clean
