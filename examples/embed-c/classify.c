/* Prints the species of an iris: ./classify 5.1 3.5 1.4 0.2 */

#include "include/iris.h"
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
    float features[IRIS_FEATURES] = {0};
    uint32_t species = 0;
    float probability = 0;
    iris_status status;
    char *end;
    int place;

    for (place = 1; place < count && place <= IRIS_FEATURES; place++) {
        features[place - 1] = strtof(arguments[place], &end);
        if (end == arguments[place] || *end != '\0') {
            fprintf(stderr, "%s is not a number\n", arguments[place]);
            return EXIT_FAILURE;
        }
    }
    status = iris_classify(features, (size_t)count - 1, &species, &probability);
    if (status != IRIS_STATUS_OK) {
        fprintf(stderr, "%s\n", iris_status_message(status));
        return EXIT_FAILURE;
    }
    printf("Iris %s, with probability %.2f\n", iris_class_name(species), (double)probability);
    return EXIT_SUCCESS;
}
