/* Tests the library from C and C++: test.sh calls it with files and a checksum. */

#include "../include/iris.h"
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FLOWERS 150

static int failures = 0;

#define CHECK(condition)                                                   \
    do {                                                                   \
        if (!(condition)) {                                                \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
            failures++;                                                    \
        }                                                                  \
    } while (0)

/* A flower, and the answer of Rust. */
typedef struct {
    float features[IRIS_FEATURES];
    uint32_t species;
    uint32_t bits[IRIS_CLASSES];
} flower;

static flower flowers[FLOWERS];

static FILE *opened(const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    return file;
}

static void read_flowers(const char *table, const char *answers) {
    FILE *rows = opened(table);
    FILE *lines = opened(answers);
    int number;
    int character;
    do {
        character = fgetc(rows);
    } while (character != '\n' && character != EOF);
    for (number = 0; number < FLOWERS; number++) {
        flower *one = &flowers[number];
        float *x = one->features;
        int read = fscanf(rows, "%f,%f,%f,%f,%*d", &x[0], &x[1], &x[2], &x[3]);
        read += fscanf(lines, "%u %x %x %x", &one->species, &one->bits[0], &one->bits[1], &one->bits[2]);
        if (read != 8) {
            fprintf(stderr, "flower %d cannot be read\n", number);
            exit(2);
        }
    }
    fclose(rows);
    fclose(lines);
}

/* Returns 1 if numbers have certain bits. */
static int have_bits(const float *numbers, const uint32_t *bits, size_t count) {
    return memcmp(numbers, bits, count * sizeof(float)) == 0;
}

static void answers_have_the_bits_of_rust(void) {
    int number;
    for (number = 0; number < FLOWERS; number++) {
        const flower *one = &flowers[number];
        uint32_t species = 9;
        float probability = -1;
        float all[IRIS_CLASSES] = {-1, -1, -1};
        CHECK(iris_classify(one->features, IRIS_FEATURES, &species, &probability) == IRIS_STATUS_OK);
        CHECK(species == one->species && species < IRIS_CLASSES);
        CHECK(iris_probabilities(one->features, IRIS_FEATURES, all, IRIS_CLASSES) == IRIS_STATUS_OK);
        CHECK(have_bits(all, one->bits, IRIS_CLASSES));
        CHECK(have_bits(&probability, &one->bits[species], 1));
        species = 9;
        CHECK(iris_classify(one->features, IRIS_FEATURES, &species, NULL) == IRIS_STATUS_OK);
        CHECK(species == one->species);
    }
}

static void batches_end_at_the_first_sample_without_an_answer(void) {
    static float features[FLOWERS * IRIS_FEATURES];
    static uint32_t species[FLOWERS];
    size_t failed = 999;
    int number;
    for (number = 0; number < FLOWERS; number++) {
        memcpy(&features[number * IRIS_FEATURES], flowers[number].features, sizeof flowers[number].features);
    }
    CHECK(iris_classify_batch(features, FLOWERS * IRIS_FEATURES, species, FLOWERS, &failed) == IRIS_STATUS_OK);
    for (number = 0; number < FLOWERS; number++) {
        CHECK(species[number] == flowers[number].species);
    }
    CHECK(failed == 999);
    CHECK(iris_classify_batch(features, 0, species, 0, NULL) == IRIS_STATUS_OK);
    CHECK(iris_classify_batch(features, 7, species, 2, &failed) == IRIS_STATUS_WRONG_LENGTH);
    CHECK(iris_classify_batch(features, 0, species, SIZE_MAX / 4 + 1, &failed) == IRIS_STATUS_WRONG_LENGTH);
    CHECK(failed == 999);
    memset(species, 9, sizeof species);
    features[7 * IRIS_FEATURES + 2] = (float)INFINITY;
    CHECK(iris_classify_batch(features, FLOWERS * IRIS_FEATURES, species, FLOWERS, &failed) == IRIS_STATUS_NOT_FINITE);
    CHECK(failed == 7 && species[6] == flowers[6].species && species[7] == 0x09090909);
    CHECK(iris_classify_batch(features, FLOWERS * IRIS_FEATURES, species, FLOWERS, NULL) == IRIS_STATUS_NOT_FINITE);
}

static void bad_arguments_have_a_status_and_change_nothing(void) {
    float *x = flowers[0].features;
    float bad[IRIS_FEATURES] = {1, 2, 3, (float)NAN};
    char bytes[8 * sizeof(float)] = {0};
    float *misaligned;
    uint32_t species = 9;
    float all[IRIS_CLASSES] = {-1, -1, -1};
    float *nothing = NULL;
    size_t misaligned_by = 1;
    while ((size_t)(bytes + misaligned_by) % sizeof(float) == 0) {
        misaligned_by++;
    }
    misaligned = (float *)(void *)(bytes + misaligned_by);

    CHECK(iris_classify(nothing, IRIS_FEATURES, &species, all) == IRIS_STATUS_NULL_POINTER);
    CHECK(iris_classify(x, IRIS_FEATURES, NULL, all) == IRIS_STATUS_NULL_POINTER);
    CHECK(iris_classify(x, 3, &species, all) == IRIS_STATUS_WRONG_LENGTH);
    CHECK(iris_classify(x, 5, &species, all) == IRIS_STATUS_WRONG_LENGTH);
    CHECK(iris_classify(misaligned, IRIS_FEATURES, &species, all) == IRIS_STATUS_MISALIGNED);
    CHECK(iris_classify(x, IRIS_FEATURES, &species, misaligned) == IRIS_STATUS_MISALIGNED);
    CHECK(iris_classify(bad, IRIS_FEATURES, &species, all) == IRIS_STATUS_NOT_FINITE);
    CHECK(iris_probabilities(nothing, IRIS_FEATURES, all, IRIS_CLASSES) == IRIS_STATUS_NULL_POINTER);
    CHECK(iris_probabilities(x, IRIS_FEATURES, nothing, IRIS_CLASSES) == IRIS_STATUS_NULL_POINTER);
    CHECK(iris_probabilities(x, IRIS_FEATURES, all, 2) == IRIS_STATUS_WRONG_LENGTH);
    CHECK(iris_probabilities(x, 0, all, IRIS_CLASSES) == IRIS_STATUS_WRONG_LENGTH);
    CHECK(iris_probabilities(x, IRIS_FEATURES, misaligned, IRIS_CLASSES) == IRIS_STATUS_MISALIGNED);
    CHECK(iris_probabilities(bad, IRIS_FEATURES, all, IRIS_CLASSES) == IRIS_STATUS_NOT_FINITE);
    CHECK(iris_classify_batch(nothing, 4, &species, 1, NULL) == IRIS_STATUS_NULL_POINTER);
    CHECK(iris_classify_batch(x, 4, NULL, 1, NULL) == IRIS_STATUS_NULL_POINTER);
    CHECK(iris_classify_batch(misaligned, 4, &species, 1, NULL) == IRIS_STATUS_MISALIGNED);
    CHECK(species == 9 && all[0] == -1 && all[1] == -1 && all[2] == -1);
}

/* The largest numbers have an answer, or a status that says that they have none. */
static void extreme_numbers_never_give_nan(void) {
    int signs;
    for (signs = 0; signs < 16; signs++) {
        float x[IRIS_FEATURES];
        float all[IRIS_CLASSES] = {0};
        iris_status status;
        int place;
        for (place = 0; place < IRIS_FEATURES; place++) {
            x[place] = (signs >> place & 1) ? -FLT_MAX : FLT_MAX;
        }
        status = iris_probabilities(x, IRIS_FEATURES, all, IRIS_CLASSES);
        CHECK(status == IRIS_STATUS_OK || status == IRIS_STATUS_NOT_FINITE);
        CHECK(status != IRIS_STATUS_OK || fabsf(all[0] + all[1] + all[2] - 1) < 1e-5f);
    }
}

static void outputs_may_overlap_inputs(void) {
    float memory[IRIS_FEATURES];
    memcpy(memory, flowers[0].features, sizeof memory);
    CHECK(iris_probabilities(memory, IRIS_FEATURES, memory, IRIS_CLASSES) == IRIS_STATUS_OK);
    CHECK(have_bits(memory, flowers[0].bits, IRIS_CLASSES));
}

static void texts_are_those_of_the_network(const char *sha256) {
    int32_t status;
    CHECK(strcmp(iris_class_name(0), "Setosa") == 0);
    CHECK(strcmp(iris_class_name(2), "Virginica") == 0);
    CHECK(iris_class_name(IRIS_CLASSES) == NULL && iris_class_name(UINT32_MAX) == NULL);
    CHECK(strcmp(iris_weights_sha256(), sha256) == 0);
    CHECK(strcmp(iris_version(), "0.1.0") == 0);
    for (status = IRIS_STATUS_OK; status <= IRIS_STATUS_NOT_FINITE; status++) {
        CHECK(strlen(iris_status_message(status)) > 5);
    }
    CHECK(iris_status_message(-1) == NULL && iris_status_message(5) == NULL);
}

int main(int count, char **arguments) {
    if (count != 4) {
        fprintf(stderr, "usage: test FLOWERS ANSWERS SHA256\n");
        return 2;
    }
    read_flowers(arguments[1], arguments[2]);
    answers_have_the_bits_of_rust();
    batches_end_at_the_first_sample_without_an_answer();
    bad_arguments_have_a_status_and_change_nothing();
    extreme_numbers_never_give_nan();
    outputs_may_overlap_inputs();
    texts_are_those_of_the_network(arguments[3]);
    printf("%d failures\n", failures);
    return failures != 0;
}
