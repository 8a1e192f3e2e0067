// The machine's peak: fused multiply-adds on registers alone, in as many independent chains as hide their latency.
//   fma_peak THREADS    prints {"gflops": the best burst of each thread, added up}
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// As wide as the machine's registers are.
typedef float Vector __attribute__((vector_size(__BIGGEST_ALIGNMENT__)));

// AVX2 has 16 registers, and two of them hold the factor and the summand; others have 32.
#if defined(__AVX2__) && !defined(__AVX512F__)
enum { chains = 12 };
#else
enum { chains = 24 };
#endif
enum { lanes = sizeof(Vector) / sizeof(float), repetitions = 100000, most_threads = 256 };

static const double seconds = 0.5;

typedef struct {
    pthread_t thread;
    double best;  // GFLOP/s
    float sum;    // keeps the work from being optimised away
} Worker;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void *work(void *argument) {
    Worker *worker = argument;
    Vector factor, summand, chain[chains];
    for (int lane = 0; lane < lanes; lane++) {
        factor[lane] = 0.999f;
        summand[lane] = 0.001f;
    }
    for (int i = 0; i < chains; i++) chain[i] = summand * (float)i;
    const double end = now() + seconds;
    for (double start = now(); start < end; start = now()) {
        for (int i = 0; i < repetitions; i++) {
#pragma GCC unroll 24
            for (int c = 0; c < chains; c++) chain[c] = chain[c] * factor + summand;
        }
        const double rate = 2.0 * lanes * chains * repetitions / (now() - start) / 1e9;
        if (rate > worker->best) worker->best = rate;
    }
    for (int c = 0; c < chains; c++) worker->sum += chain[c][0];
    return NULL;
}

int main(int count, char **arguments) {
    const int threads = count == 2 ? atoi(arguments[1]) : 0;
    if (threads < 1 || threads > most_threads) {
        fprintf(stderr, "usage: fma_peak THREADS\n");
        return 2;
    }
    static Worker workers[most_threads];
    for (int i = 0; i < threads; i++) {
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0) {
            fprintf(stderr, "no thread could be started\n");
            return 1;
        }
    }
    double gflops = 0;
    float sum = 0;
    for (int i = 0; i < threads; i++) {
        pthread_join(workers[i].thread, NULL);
        gflops += workers[i].best;
        sum += workers[i].sum;
    }
    printf("{\"gflops\": %.2f, \"sum\": %g}\n", gflops, sum);
    return 0;
}
